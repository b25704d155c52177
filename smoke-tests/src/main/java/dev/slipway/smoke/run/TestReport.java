package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * One test of a run.
 *
 * @param outcome passed if one attempt passed; else failed if one failed; else error. Of a repeated test: what its budget
 *     says. A limit of {@code latency}, {@code failOnFlaky} and {@code strictCleanup} can make it failed all the same
 * @param note why it was skipped or not started, or why its outcome is not that of its attempts; else empty
 * @param reason why it did not start; empty if it ran or was skipped
 * @param attempts all of them, in order; empty if it did not start. Of a repeated test: its first iteration and those that
 *     did not pass, 20 at most
 * @param attemptsAllowed one and its retries
 * @param repeat how the iterations went, if it is repeated and ran
 * @param latency how long its answers took, if it is repeated or asks for it, and ran
 */
public record TestReport(
        String suite,
        String name,
        List<String> tags,
        boolean advisory,
        Outcome outcome,
        Optional<String> note,
        Optional<Reason> reason,
        List<AttemptReport> attempts,
        int attemptsAllowed,
        Optional<RepeatReport> repeat,
        Optional<LatencyReport> latency,
        SourceSpan at) {
    public TestReport {
        tags = List.copyOf(tags);
        attempts = List.copyOf(attempts);
    }

    /** Passed, but not at the first attempt. */
    public boolean isFlaky() {
        return outcome == Outcome.PASSED && repeat.isEmpty() && attempts.size() > 1;
    }
}
