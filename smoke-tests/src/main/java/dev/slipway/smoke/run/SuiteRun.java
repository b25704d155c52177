package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Repeat;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the selected tests of one suite, in the order given. */
record SuiteRun(RunContext run, Suite suite) {
    /** For a test, its retries included; for each iteration of a repeated one. */
    static final Duration TEST_DEADLINE = Duration.ofSeconds(60);

    SuiteReport run(List<SmokeTest> selected) {
        List<TestReport> reports = new ArrayList<>();
        for (SmokeTest test : selected) {
            TestReport report = test(test);
            reports.add(report);
            run.listener().tested(report);
            if (isCritical(test) && report.outcome() == Outcome.FAILED && !test.advisory()) {
                run.stopped().set(run.options().failFast());
            }
        }
        return new SuiteReport(suite.name(), suite.file(), suite.hash(), failure(reports), reports);
    }

    private boolean isCritical(SmokeTest test) {
        return suite.selects(test, List.of("critical"));
    }

    private Optional<String> failure(List<TestReport> reports) {
        long flaky = reports.stream()
                .filter(test -> test.isFlaky() && !test.advisory())
                .count();
        return suite.maxFlaky().isPresent() && flaky > suite.maxFlaky().getAsInt()
                ? Optional.of(flaky + (flaky == 1 ? " test is" : " tests are") + " flaky, and 'maxFlaky' allows "
                        + suite.maxFlaky().getAsInt())
                : Optional.empty();
    }

    private TestReport test(SmokeTest test) {
        TestJudge judge = new TestJudge(suite, test);
        if (test.skip().isPresent()) {
            return judge.notRun(Outcome.SKIPPED, test.skip().get(), Optional.empty());
        }
        if (run.stopped().get()) {
            return judge.notRun(Outcome.SKIPPED, "not started: a critical test had failed", Optional.empty());
        }
        if (run.cancellation().isCancelled()) {
            return judge.notRun(Outcome.ERROR, "not started: the run was cancelled", Optional.of(Reason.INTERRUPTED));
        }
        if (isPastEnd()) {
            return judge.notRun(
                    Outcome.ERROR, "not started: the run's deadline had passed", Optional.of(Reason.DEADLINE));
        }
        return test.repeat().isPresent()
                ? judge.repeated(
                        iterations(test, test.repeat().get()),
                        run.cancellation().isCancelled())
                : judge.attempted(attempts(test));
    }

    private boolean isPastEnd() {
        return !run.end().remaining(run.time()).isPositive();
    }

    private Deadline testEnd() {
        return Deadline.in(TEST_DEADLINE, run.time(), "the test's " + TEST_DEADLINE.toSeconds() + " s")
                .orEarlier(run.end());
    }

    private Iterations iterations(SmokeTest test, Repeat repeat) {
        return Iterations.make(
                repeat,
                run.threads(),
                number -> attempt(test, number, testEnd()),
                () -> run.cancellation().isCancelled() || isPastEnd());
    }

    private List<AttemptReport> attempts(SmokeTest test) {
        Deadline end = testEnd();
        List<AttemptReport> attempts = new ArrayList<>();
        while (true) {
            AttemptReport attempt = attempt(test, attempts.size() + 1, end);
            attempts.add(attempt);
            boolean isLast = attempts.size() > test.retries()
                    || run.cancellation().isCancelled()
                    || !end.remaining(run.time()).isPositive();
            if (attempt.outcome() == Outcome.PASSED || isLast) {
                return attempts;
            }
        }
    }

    private AttemptReport attempt(SmokeTest test, int number, Deadline end) {
        AttemptReport attempt = AttemptRun.run(run, suite, test, number, end);
        run.listener().attempted(suite.name(), test, attempt);
        return attempt;
    }
}
