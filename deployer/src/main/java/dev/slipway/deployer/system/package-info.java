/** The ports to this machine: time, randomness, threads. Decides nothing and knows nothing of releases. */
@NullMarked
package dev.slipway.deployer.system;

import org.jspecify.annotations.NullMarked;
