/** The deployer's programs: {@code Main} and {@code Wiring}, the only place that meets clock, environment and randomness. */
@NullMarked
package dev.slipway.deployer;

import org.jspecify.annotations.NullMarked;
