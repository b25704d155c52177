package dev.slipway.deployer.smoke;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import java.util.List;
import java.util.Optional;

/** A run in one sentence. */
final class Summary {
    private Summary() {}

    static String of(Report report) {
        List<TestReport> ran = report.tests().stream()
                .filter(test -> test.outcome() != Outcome.SKIPPED)
                .toList();
        if (ran.isEmpty()) {
            return "no test ran";
        }
        Optional<TestReport> worst = first(ran, Outcome.FAILED).or(() -> first(ran, Outcome.ERROR));
        if (worst.isEmpty()) {
            long flaky = ran.stream().filter(TestReport::isFlaky).count();
            return count(ran.size(), "test") + " passed" + (flaky == 0 ? "" : ", " + flaky + " of them flaky");
        }
        long alike = ran.stream()
                .filter(test -> test.outcome() == worst.get().outcome())
                .count();
        String what = worst.get().outcome() == Outcome.FAILED ? " failed" : " could not be measured";
        return alike + " of " + count(ran.size(), "test") + what + "; first '"
                + worst.get().suite() + " / " + worst.get().name() + "': " + why(worst.get());
    }

    private static Optional<TestReport> first(List<TestReport> tests, Outcome outcome) {
        return tests.stream()
                .filter(test -> !test.advisory() && test.outcome() == outcome)
                .findFirst();
    }

    private static String why(TestReport test) {
        Optional<AttemptReport> last = test.attempts().stream().reduce((first, second) -> second);
        return last.flatMap(attempt -> attempt.steps().stream().reduce((first, second) -> second))
                .map(Summary::why)
                .or(test::note)
                .or(() -> test.reason().map(Reason::slug))
                .orElse("it did not start");
    }

    private static String why(StepReport step) {
        String request = step.method() + " " + step.url() + ": ";
        Optional<Assertion.Broken> broken = step.broken().stream().findFirst();
        return request
                + broken.map(b -> b.subject() + ": expected " + b.expected() + ", got " + b.actual())
                        .or(step::what)
                        .or(() -> step.reason().map(Reason::slug))
                        .orElse("no reason is known");
    }

    private static String count(int n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }
}
