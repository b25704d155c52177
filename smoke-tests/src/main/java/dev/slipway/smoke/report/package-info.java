/**
 * Writes reports: text for people, JSON for programs, events for the log. Must not decide anything a report does not say.
 */
@NullMarked
package dev.slipway.smoke.report;

import org.jspecify.annotations.NullMarked;
