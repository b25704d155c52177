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

    /** Where the time went. */
    Phases phases();

    /** From request start to the last byte, or to where it broke off. */
    Duration duration();

    /** This, having taken so long in all. */
    Exchange lasting(Duration all, Phases parts);

    /**
     * An answer.
     *
     * @param reconnected whether a kept connection had died and the request was sent again on a new one
     */
    record Answered(Answer answer, Optional<String> remote, boolean reconnected, Phases phases) implements Exchange {
        @Override
        public Duration duration() {
            return answer.duration();
        }

        @Override
        public Exchange lasting(Duration all, Phases parts) {
            return new Answered(answer.lasting(all), remote, reconnected, parts);
        }
    }

    /**
     * No answer, or not a whole one.
     *
     * @param reason one from {@code dns} to {@code body-too-large}, {@code timeout} when the limit cut it off
     * @param what in words: {@code connection refused by 10.0.3.7:8443}
     * @param phases up to where it came
     */
    record Unanswered(
            Reason reason, String what, Instant sentAt, Duration duration, Optional<String> remote, Phases phases)
            implements Exchange {
        @Override
        public Exchange lasting(Duration all, Phases parts) {
            return new Unanswered(reason, what, sentAt, all, remote, parts);
        }
    }
}
