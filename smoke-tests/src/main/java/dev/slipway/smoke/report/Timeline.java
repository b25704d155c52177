package dev.slipway.smoke.report;

import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A stretch of time as the width of a page. */
record Timeline(Instant from, Duration length) {
    /** From the first request of a run to the end of its last. */
    static Timeline of(Report report) {
        return of(report.tests().stream().flatMap(Timeline::steps))
                .orElse(new Timeline(report.startedAt(), report.duration()));
    }

    /** From the first request of a test to the end of its last; empty if it sent none. */
    static Optional<Timeline> of(TestReport test) {
        return of(steps(test));
    }

    /** The same of one attempt. */
    static Optional<Timeline> of(AttemptReport attempt) {
        return of(steps(attempt));
    }

    private static Optional<Timeline> of(Stream<StepReport> steps) {
        return steps.filter(step -> step.polls() > 0)
                .map(step -> new Timeline(
                        begin(step), step.waited().compareTo(step.duration()) > 0 ? step.waited() : step.duration()))
                .reduce(Timeline::and);
    }

    private static Stream<StepReport> steps(TestReport test) {
        return test.attempts().stream().flatMap(Timeline::steps);
    }

    private static Stream<StepReport> steps(AttemptReport attempt) {
        return Stream.concat(attempt.steps().stream(), attempt.cleanups().stream());
    }

    /** When a step was first sent: a poll is noted by its last sending. */
    static Instant begin(StepReport step) {
        Duration before = step.waited().minus(step.duration());
        return before.isPositive() ? step.sentAt().minus(before) : step.sentAt();
    }

    private Timeline and(Timeline other) {
        Instant first = from.isBefore(other.from) ? from : other.from;
        Instant last = end().isAfter(other.end()) ? end() : other.end();
        return new Timeline(first, Duration.between(first, last));
    }

    Instant end() {
        return from.plus(length);
    }

    /** Where on this line a stretch stands, as CSS. */
    String place(Instant start, Duration took) {
        return "left:%s;width:%s".formatted(percent(Duration.between(from, start)), percent(took));
    }

    private String percent(Duration part) {
        double share = length.isPositive() ? part.toNanos() * 100.0 / length.toNanos() : 0;
        return String.format(Locale.ROOT, "%.2f%%", Math.clamp(share, 0, 100));
    }
}
