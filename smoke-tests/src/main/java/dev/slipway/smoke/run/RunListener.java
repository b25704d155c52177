package dev.slipway.smoke.run;

import dev.slipway.smoke.suite.SmokeTest;

/** Hears of a run while it goes on. Called from the threads of the run, several at a time. */
public interface RunListener {
    /** An attempt at {@code test} ended; of a repeated test, an iteration. */
    default void attempted(String suite, SmokeTest test, AttemptReport attempt) {}

    /** A test ended, or will not start. */
    default void tested(TestReport test) {}

    /** The run ended. */
    default void decided(Report report) {}

    /** Hears nothing. */
    static RunListener none() {
        return new RunListener() {};
    }
}
