package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.LatencyLimit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Percentiles of durations by nearest rank: the smallest one that so many per cent do not exceed. */
final class Percentiles {
    private final List<Duration> sorted;

    private Percentiles(List<Duration> sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(List<Duration> durations) {
        return new Percentiles(durations.stream().sorted().toList());
    }

    /**
     * The value at a percentile; zero if there are no values.
     *
     * @param percent more than 0, at most 100
     */
    Duration at(int percent) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) (((long) percent * sorted.size() + 99) / 100);
        return sorted.get(rank - 1);
    }

    LatencyReport judged(List<LatencyLimit> limits) {
        return new LatencyReport(
                sorted.size(),
                at(50),
                at(90),
                at(95),
                at(99),
                at(100),
                sorted.isEmpty() ? List.of() : limits.stream().map(this::judged).toList());
    }

    private Assertion judged(LatencyLimit limit) {
        Duration actual = at(
                limit.name().equals("max") ? 100 : Integer.parseInt(limit.name().substring(1)));
        String subject = "latency " + limit.name();
        return actual.compareTo(limit.limit()) <= 0
                ? new Assertion.Held(limit.at(), subject)
                : new Assertion.Broken(
                        limit.at(),
                        subject,
                        Reason.DURATION,
                        "too-slow",
                        "<= " + Durations.text(limit.limit()),
                        Durations.text(actual) + " over " + sorted.size()
                                + (sorted.size() == 1 ? " answer" : " answers"),
                        OptionalInt.empty(),
                        List.of(),
                        List.of());
    }
}
