/**
 * What was written in a suite file, as checked values. Must not read files, judge answers, or know how suites are run.
 */
@NullMarked
package dev.slipway.smoke.suite;

import org.jspecify.annotations.NullMarked;
