package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.suite.Capture;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Suite;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs one attempt at a test: its steps on a session of its own, then what has to be cleaned up, the latest first. */
final class AttemptRun {
    /** For the clean-ups of an attempt together, whatever happened before. */
    static final Duration CLEANUP_GRACE = Duration.ofSeconds(10);

    private final RunContext run;
    private final Scope scope;
    private final Deque<Step> armed = new ArrayDeque<>();

    private AttemptRun(RunContext run, Scope scope) {
        this.run = run;
        this.scope = scope;
    }

    static AttemptReport run(RunContext run, Suite suite, SmokeTest test, int number, Deadline end) {
        return new AttemptRun(run, Scope.of(suite, test, run.options())).run(test, number, end);
    }

    private AttemptReport run(SmokeTest test, int number, Deadline end) {
        long started = run.time().nanos();
        try (Transport.Session session = run.transport().open(run.target());
                Baseline baseline = new Baseline(run, run.cancellation())) {
            List<StepReport> steps = steps(test, new StepRun(run, session, baseline, run.cancellation(), end));
            Outcome outcome = steps.getLast().outcome();
            List<StepReport> cleanups = cleanUp(session, baseline);
            Duration took = Duration.ofNanos(run.time().nanos() - started);
            AttemptReport raw = new AttemptReport(number, outcome, took, steps, cleanups);
            return new Redaction(scope.redactor()).clean(raw);
        }
    }

    private List<StepReport> steps(SmokeTest test, StepRun stepRun) {
        List<StepReport> reports = new ArrayList<>();
        for (Step step : test.steps()) {
            StepReport report = stepRun.run(reports.size() + 1, step, scope);
            reports.add(report);
            arm(step, report);
            if (report.outcome() != Outcome.PASSED) {
                break;
            }
        }
        return reports;
    }

    /** A clean-up waits for its captures; one without any waits for the request to have been sent, answered or not. */
    private void arm(Step step, StepReport report) {
        Set<String> needed = step.captures().stream().map(Capture::variable).collect(Collectors.toSet());
        if (report.polls() > 0 && scope.hasAll(needed)) {
            step.cleanup().reversed().forEach(armed::push);
        }
    }

    private List<StepReport> cleanUp(Transport.Session session, Baseline baseline) {
        List<StepReport> reports = new ArrayList<>();
        Deadline end = Deadline.in(CLEANUP_GRACE, run.time(), "the clean-up's " + CLEANUP_GRACE.toSeconds() + " s");
        StepRun stepRun = new StepRun(run, session, baseline, Cancellation.create(), end);
        while (!armed.isEmpty()) {
            reports.add(stepRun.run(reports.size() + 1, armed.pop(), scope));
        }
        return reports;
    }
}
