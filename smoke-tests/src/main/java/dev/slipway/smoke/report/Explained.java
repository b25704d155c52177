package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.LatencyReport;
import dev.slipway.smoke.run.RepeatReport;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.suite.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Things of a report in one line each, the same in every form of it. */
final class Explained {
    private Explained() {}

    /** Why the attempt did not pass; empty if it did. */
    static String of(AttemptReport attempt) {
        return culprit(attempt)
                .map(step -> "step " + step.number() + " " + step.method() + " " + step.url() + ": " + of(step))
                .orElse("");
    }

    /** The slug of the reason why the attempt did not pass. */
    static String reason(AttemptReport attempt) {
        return culprit(attempt).flatMap(StepReport::reason).map(Reason::slug).orElse("test");
    }

    /** Why the step did not pass. */
    static String of(StepReport step) {
        return step.what()
                .orElseGet(() -> step.broken().stream()
                        .map(broken -> broken.subject() + " " + broken.what() + ": expected " + broken.expected()
                                + ", actual " + broken.actual())
                        .collect(Collectors.joining("; ")));
    }

    /** {@code 100 of 100 iterations ran: 99 passed, 1 failed, at most 1 may fail}. */
    static String of(RepeatReport repeat) {
        StringBuilder text = new StringBuilder()
                .append(repeat.ran())
                .append(" of ")
                .append(repeat.count())
                .append(" iterations ran: ")
                .append(repeat.passed())
                .append(" passed");
        if (repeat.failed() > 0) {
            text.append(", ").append(repeat.failed()).append(" failed");
        }
        if (repeat.errors() > 0) {
            text.append(", ").append(repeat.errors()).append(" could not be measured");
        }
        return text.append(", at most ")
                .append(repeat.maxFailures())
                .append(" may not pass")
                .toString();
    }

    /** {@code latency of 100 answers: p50 12 ms, p90 …, max 80 ms}. */
    static String of(LatencyReport latency) {
        return "latency of " + latency.samples() + (latency.samples() == 1 ? " answer" : " answers") + ": p50 "
                + Durations.text(latency.p50()) + ", p90 " + Durations.text(latency.p90()) + ", p95 "
                + Durations.text(latency.p95()) + ", p99 " + Durations.text(latency.p99()) + ", max "
                + Durations.text(latency.max());
    }

    /** Milliseconds with three decimals, for phases: most take less than one. */
    static double millis(Duration duration) {
        long micros = duration.toNanos() / 1000;
        return micros / 1000.0;
    }

    /** {@code passed}. */
    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** The step that kept the attempt from passing. */
    static Optional<StepReport> culprit(AttemptReport attempt) {
        return attempt.steps().stream()
                .filter(step -> step.outcome() != Outcome.PASSED)
                .findFirst();
    }

    /** Whether it did not pass and need not: it is told, but not counted with those that decide. */
    static boolean isOnlyAdvice(TestReport test) {
        return test.advisory() && (test.outcome() == Outcome.FAILED || test.outcome() == Outcome.ERROR);
    }
}
