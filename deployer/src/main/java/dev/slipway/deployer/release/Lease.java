package dev.slipway.deployer.release;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a smoke run stays with a process that gives no sign of life. Its owner stops some seconds before that by its own
 * clock, and a taker waits some seconds longer, so that two never run at once though their clocks differ.
 *
 * @param lasts since the newest sign of life; 10 s to 5 min
 */
public record Lease(Duration lasts) {
    /** What holds if nobody set anything else. */
    public static final Lease DEFAULT = new Lease(Duration.ofSeconds(30));

    /** Shorter, and a short stall would already end a run. */
    public static final Duration SHORTEST = Duration.ofSeconds(10);

    public static final Duration LONGEST = Duration.ofMinutes(5);

    /** Kept free on either side of its end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How often the owner shows that it lives. */
    public Duration renewedEvery() {
        return lasts.dividedBy(3);
    }

    /** How long after a sign of life its owner stops, unless it could give another one. */
    public Duration owned() {
        return lasts.minus(GRACE);
    }

    /** When a run may be taken over that gave its newest sign of life then. */
    Instant deadAfter(Instant sign) {
        return takenAfter(sign.plus(lasts));
    }

    /** When a run may be taken over whose lease ends then. */
    Instant takenAfter(Instant end) {
        return end.plus(GRACE);
    }
}
