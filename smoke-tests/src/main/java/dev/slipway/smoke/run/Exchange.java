package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of a request. */
public sealed interface Exchange {
    /** The address and port it went to; empty if there was none. */
    Optional<String> remote();

    /**
     * An answer.
     *
     * @param reconnected whether a kept connection had died and the request was sent again on a new one
     */
    record Answered(Answer answer, Optional<String> remote, boolean reconnected) implements Exchange {}

    /**
     * No answer, or not a whole one.
     *
     * @param reason one from {@code dns} to {@code body-too-large}, {@code timeout} when the limit cut it off
     * @param what in words: {@code connection refused by 10.0.3.7:8443}
     */
    record Unanswered(Reason reason, String what, Instant sentAt, Duration duration, Optional<String> remote)
            implements Exchange {}
}
