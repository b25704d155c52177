/** Builders and fakes for tests. Decides nothing and is never shipped. */
@NullMarked
package dev.slipway.deployer.testing;

import org.jspecify.annotations.NullMarked;
