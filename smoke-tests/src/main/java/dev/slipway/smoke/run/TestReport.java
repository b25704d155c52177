package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * One test of a run.
 *
 * @param outcome passed if one attempt passed; else failed if one failed; else error
 * @param note why it was skipped or not started; empty if it ran
 * @param reason why it did not start; empty if it ran or was skipped
 * @param attempts all of them, in order; empty if it did not start
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
        SourceSpan at) {
    public TestReport {
        tags = List.copyOf(tags);
        attempts = List.copyOf(attempts);
    }

    /** Passed, but not at the first attempt. */
    public boolean isFlaky() {
        return outcome == Outcome.PASSED && attempts.size() > 1;
    }
}
