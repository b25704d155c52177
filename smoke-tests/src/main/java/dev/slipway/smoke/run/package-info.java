/**
 * Runs suites: order, retries, waiting, deadlines, clean-up; gives a report. Must not know how requests travel or how
 * reports are written, and reads time by a port only.
 */
@NullMarked
package dev.slipway.smoke.run;

import org.jspecify.annotations.NullMarked;
