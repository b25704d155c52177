package dev.slipway.smoke.run;

import java.time.Duration;
import java.time.Instant;

/** Port: the clocks, and waiting. */
public interface Time {
    /** Now, by the wall clock. */
    Instant now();

    /** Nanoseconds since some fixed moment, by a clock that is never set. */
    long nanos();

    /** Waits for {@code pause}, or until {@code cancellation}, whichever is first. */
    void pause(Duration pause, Cancellation cancellation);
}
