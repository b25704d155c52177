package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import java.util.List;

/** What a run says of the target. */
public enum Verdict {
    /** Everything that counts passed, and something ran. */
    PASS,
    /** The target misbehaved, more tests than allowed were flaky, or nothing ran. */
    FAIL,
    /** We could not measure. Never a pass. */
    INCONCLUSIVE;

    static Verdict of(List<SuiteReport> suites) {
        List<TestReport> counting = suites.stream()
                .flatMap(suite -> suite.tests().stream())
                .filter(test -> !test.advisory() && test.outcome() != Outcome.SKIPPED)
                .toList();
        Outcome worst = counting.stream().map(TestReport::outcome).reduce(Outcome.SKIPPED, Outcome::or);
        if (suites.stream().anyMatch(suite -> suite.failure().isPresent())) {
            return FAIL;
        }
        return switch (worst) {
            case PASSED -> PASS;
            case ERROR -> INCONCLUSIVE;
            case FAILED, SKIPPED -> FAIL;
        };
    }
}
