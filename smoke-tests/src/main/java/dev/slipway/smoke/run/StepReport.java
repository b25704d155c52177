package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.SourceSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of an attempt, redacted.
 *
 * @param number from 1 among the steps, or among the clean-ups
 * @param reason empty if it passed
 * @param what the reason in words; empty if it passed or its assertions say it
 * @param assertions what became of each; empty without an answer
 * @param response empty without an answer
 * @param polls how often it was sent
 * @param reconnected whether a kept connection had died before
 * @param curl a command that sends the same, secrets as {@code ***}
 */
public record StepReport(
        int number,
        String method,
        String url,
        Outcome outcome,
        Optional<Reason> reason,
        Optional<String> what,
        List<Assertion> assertions,
        Optional<Response> response,
        Instant sentAt,
        Duration duration,
        Optional<String> remote,
        int polls,
        boolean reconnected,
        String curl,
        SourceSpan at) {
    public StepReport {
        assertions = List.copyOf(assertions);
    }

    /**
     * An answer, for people.
     *
     * @param excerpt 2 KiB of the body at most
     */
    public record Response(int status, String contentType, int bodyBytes, String excerpt, Optional<String> traceId) {}

    /** The assertions that did not hold. */
    public List<Assertion.Broken> broken() {
        return assertions.stream()
                .filter(Assertion.Broken.class::isInstance)
                .map(Assertion.Broken.class::cast)
                .toList();
    }
}
