/** The core: what a service remembers, what a release is, and the pure deciders over them. Must not read a clock, call anything or log. */
@NullMarked
package dev.slipway.deployer.release;

import org.jspecify.annotations.NullMarked;
