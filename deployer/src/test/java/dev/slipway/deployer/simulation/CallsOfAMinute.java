package dev.slipway.deployer.simulation;

import java.time.Instant;

/** Counts the calls of one process in the minute that runs. */
final class CallsOfAMinute {
    private long minute;
    private int count;

    /** One more call. */
    Step.CallSent next(String process, Instant now) {
        long present = now.getEpochSecond() / 60;
        count = present == minute ? count + 1 : 1;
        minute = present;
        return new Step.CallSent(process, count);
    }
}
