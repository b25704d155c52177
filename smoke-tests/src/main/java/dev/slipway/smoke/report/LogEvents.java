package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.run.Verdict;
import dev.slipway.smoke.suite.SmokeTest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One structured event per attempt or iteration, per flaky test and per verdict: the message is fixed, the facts are keys. */
public final class LogEvents implements RunListener {
    private final Logger log;

    private LogEvents(Logger log) {
        this.log = log;
    }

    /** Events into {@code log}. */
    public static LogEvents into(Logger log) {
        return new LogEvents(log);
    }

    @Override
    public void attempted(String suite, SmokeTest test, AttemptReport attempt) {
        LoggingEventBuilder event = log.atLevel(attempt.outcome() == Outcome.PASSED ? Level.INFO : Level.WARN)
                .addKeyValue("suite", suite)
                .addKeyValue("test", test.name())
                .addKeyValue(test.repeat().isPresent() ? "iteration" : "attempt", attempt.number())
                .addKeyValue("outcome", Explained.word(attempt.outcome()))
                .addKeyValue("durationMillis", attempt.duration().toMillis())
                .addKeyValue("steps", attempt.steps().size());
        Optional<StepReport> culprit = Explained.culprit(attempt);
        if (culprit.isPresent()) {
            StepReport last = culprit.get();
            event = event.addKeyValue("reason", last.reason().map(Reason::slug).orElse(""))
                    .addKeyValue("step", last.number())
                    .addKeyValue("at", last.at().toString())
                    .addKeyValue("request", last.method() + " " + last.url())
                    .addKeyValue("remote", last.remote().orElse(""))
                    .addKeyValue("because", Explained.of(last));
        }
        event.log("smoke attempt ended");
        attempt.cleanups().stream()
                .filter(step -> step.outcome() != Outcome.PASSED)
                .forEach(step -> log.atWarn()
                        .addKeyValue("suite", suite)
                        .addKeyValue("test", test.name())
                        .addKeyValue("request", step.method() + " " + step.url())
                        .addKeyValue("because", Explained.of(step))
                        .log("smoke clean-up failed"));
    }

    @Override
    public void tested(TestReport test) {
        if (test.isFlaky()) {
            log.atWarn()
                    .addKeyValue("suite", test.suite())
                    .addKeyValue("test", test.name())
                    .addKeyValue("attempts", test.attempts().size())
                    .log("smoke test is flaky");
        }
        test.repeat()
                .ifPresent(repeat -> log.atLevel(test.outcome() == Outcome.PASSED ? Level.INFO : Level.WARN)
                        .addKeyValue("suite", test.suite())
                        .addKeyValue("test", test.name())
                        .addKeyValue("outcome", Explained.word(test.outcome()))
                        .addKeyValue("ran", repeat.ran())
                        .addKeyValue("passed", repeat.passed())
                        .addKeyValue("failed", repeat.failed())
                        .addKeyValue("errors", repeat.errors())
                        .addKeyValue("maxFailures", repeat.maxFailures())
                        .addKeyValue(
                                "p95Millis",
                                test.latency().map(one -> one.p95().toMillis()).orElse(0L))
                        .log("smoke test was repeated"));
    }

    @Override
    public void decided(Report report) {
        log.atLevel(report.verdict() == Verdict.PASS ? Level.INFO : Level.WARN)
                .addKeyValue("verdict", report.verdict().name())
                .addKeyValue("runId", report.runId())
                .addKeyValue("target", report.target())
                .addKeyValue("url", report.url())
                .addKeyValue("tests", report.tests().size())
                .addKeyValue("durationMillis", report.duration().toMillis())
                .addKeyValue("suitesHash", report.suitesHash())
                .addKeyValue(
                        "flaky",
                        report.tests().stream().filter(TestReport::isFlaky).count())
                .log("smoke verdict");
    }
}
