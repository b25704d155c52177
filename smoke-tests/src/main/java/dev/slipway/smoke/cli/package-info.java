/**
 * The smoke command: options, output, exit codes. Must not make clients, read the environment or the clock by itself.
 */
@NullMarked
package dev.slipway.smoke.cli;

import org.jspecify.annotations.NullMarked;
