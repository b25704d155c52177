/**
 * Turns the text of suite files into checked suites, or says everything that is wrong with them, with line and column.
 * Must not send anything, and lets nothing half-valid through.
 */
@NullMarked
package dev.slipway.smoke.parse;

import org.jspecify.annotations.NullMarked;
