/** The port {@code GateCheck} on the smoke-test library. Judges nothing itself. */
@NullMarked
package dev.slipway.deployer.smoke;

import org.jspecify.annotations.NullMarked;
