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
 * @param sentAt when its last request started
 * @param duration of its last request, redirects included, to the last byte
 * @param phases where that duration went
 * @param polls how often it was sent; 0 if it never was
 * @param waited from its first sending to the end of its last; the time to success of a poll that passed
 * @param reconnected whether a kept connection had died before
 * @param hops where its last request was redirected to, in order
 * @param notes what a reader should know beside the assertions: what was not compared; may be empty
 * @param curl a command that sends the same, secrets as {@code ***}
 * @param messages its last request and the answer, with those of the redirects between them; empty unless asked for
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
        Phases phases,
        Optional<String> remote,
        int polls,
        Duration waited,
        boolean reconnected,
        List<String> hops,
        List<String> notes,
        String curl,
        List<Message> messages,
        SourceSpan at) {
    public StepReport {
        assertions = List.copyOf(assertions);
        hops = List.copyOf(hops);
        notes = List.copyOf(notes);
        messages = List.copyOf(messages);
    }

    /**
     * An answer, for people.
     *
     * @param excerpt 2 KiB of the body at most, around the first difference if it stands farther behind
     * @param protocol {@code HTTP/1.1}, {@code HTTP/2}
     */
    public record Response(
            int status, String contentType, int bodyBytes, String excerpt, Optional<String> traceId, String protocol) {}

    /**
     * What went over the wire.
     *
     * @param isRequest else it is an answer
     * @param head the first line and the headers, each on a line; {@code Authorization}, cookies and secrets as {@code ***}
     * @param body the start of it, 16 KiB at most; how long it is, if it is no text; empty if there is none
     */
    public record Message(boolean isRequest, String head, String body) {}

    /** What did not hold and need not. */
    public List<Assertion.Broken> advisory() {
        return assertions.stream()
                .filter(Assertion.Advisory.class::isInstance)
                .map(one -> ((Assertion.Advisory) one).broken())
                .toList();
    }

    /** The assertions that did not hold. */
    public List<Assertion.Broken> broken() {
        return assertions.stream()
                .filter(Assertion.Broken.class::isInstance)
                .map(Assertion.Broken.class::cast)
                .toList();
    }
}
