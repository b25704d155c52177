/**
 * The modelled AWS: a passive discrete-event machine that is told what is asked ({@code apply}) and what time it is
 * ({@code advanceTo}), and answers with data. Has no thread, lock, timer, socket or log, and never reads a clock.
 */
@NullMarked
package dev.slipway.sandbox.model;

import org.jspecify.annotations.NullMarked;
