package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the selected tests of one suite, in file order. */
record SuiteRun(RunContext run, Suite suite) {
    /** For a test, its retries included. */
    static final Duration TEST_DEADLINE = Duration.ofSeconds(60);

    SuiteReport run(List<SmokeTest> selected) {
        List<TestReport> reports = new ArrayList<>();
        for (SmokeTest test : selected) {
            TestReport report = test(test);
            reports.add(report);
            run.listener().tested(report);
            if (isCritical(test) && report.outcome() == Outcome.FAILED && !test.advisory()) {
                run.stopped().set(true);
            }
        }
        return new SuiteReport(suite.name(), suite.file(), suite.hash(), Optional.empty(), reports);
    }

    private boolean isCritical(SmokeTest test) {
        return suite.selects(test, List.of("critical"));
    }

    private TestReport test(SmokeTest test) {
        if (test.skip().isPresent()) {
            return notRun(test, Outcome.SKIPPED, test.skip().get(), Optional.empty());
        }
        if (run.stopped().get()) {
            return notRun(test, Outcome.SKIPPED, "not started: a critical test had failed", Optional.empty());
        }
        if (run.cancellation().isCancelled()) {
            return notRun(test, Outcome.ERROR, "not started: the run was cancelled", Optional.of(Reason.INTERRUPTED));
        }
        if (!run.end().remaining(run.time()).isPositive()) {
            return notRun(
                    test, Outcome.ERROR, "not started: the run's deadline had passed", Optional.of(Reason.DEADLINE));
        }
        List<AttemptReport> attempts = attempts(test);
        Outcome outcome = attempts.getLast().outcome() == Outcome.PASSED
                ? Outcome.PASSED
                : attempts.stream().map(AttemptReport::outcome).reduce(Outcome.SKIPPED, Outcome::or);
        return report(test, outcome, Optional.empty(), Optional.empty(), attempts);
    }

    private List<AttemptReport> attempts(SmokeTest test) {
        Deadline end = Deadline.in(TEST_DEADLINE, run.time(), "the test's " + TEST_DEADLINE.toSeconds() + " s")
                .orEarlier(run.end());
        List<AttemptReport> attempts = new ArrayList<>();
        while (true) {
            AttemptReport attempt = AttemptRun.run(run, suite, test, attempts.size() + 1, end);
            attempts.add(attempt);
            run.listener().attempted(suite.name(), test.name(), attempt);
            boolean isLast = attempts.size() > test.retries()
                    || run.cancellation().isCancelled()
                    || !end.remaining(run.time()).isPositive();
            if (attempt.outcome() == Outcome.PASSED || isLast) {
                return attempts;
            }
        }
    }

    private TestReport notRun(SmokeTest test, Outcome outcome, String note, Optional<Reason> reason) {
        return report(test, outcome, Optional.of(note), reason, List.of());
    }

    private TestReport report(
            SmokeTest test,
            Outcome outcome,
            Optional<String> note,
            Optional<Reason> reason,
            List<AttemptReport> attempts) {
        List<String> tags = new ArrayList<>(suite.tags());
        test.tags().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
        return new TestReport(
                suite.name(),
                test.name(),
                tags,
                test.advisory(),
                outcome,
                note,
                reason,
                attempts,
                test.retries() + 1,
                Optional.empty(),
                Optional.empty(),
                test.at());
    }
}
