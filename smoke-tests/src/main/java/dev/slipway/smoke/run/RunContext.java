package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Judge;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all tests of one run share.
 *
 * @param end of the run, clean-ups excluded
 * @param stopped set when a critical test failed, so that no more are begun
 */
record RunContext(
        Transport transport,
        Time time,
        ThreadFactory threads,
        Judge judge,
        String engine,
        Target target,
        Options options,
        Cancellation cancellation,
        Deadline end,
        AtomicBoolean stopped,
        RunListener listener) {}
