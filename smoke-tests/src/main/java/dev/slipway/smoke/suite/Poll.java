package dev.slipway.smoke.suite;

import java.time.Duration;
import java.util.List;

/**
 * Sends a step again until its expectation holds.
 *
 * @param every pause after an answer; more than zero, at most {@code within}
 * @param within how long at most; more than zero, at most 60 s
 * @param stopOn statuses that end the waiting at once, as failed; may be empty
 */
public record Poll(Duration every, Duration within, List<Integer> stopOn) {
    public Poll {
        stopOn = List.copyOf(stopOn);
    }
}
