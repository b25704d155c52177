package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Assertion;
import java.time.Duration;
import java.util.List;

/**
 * How long a test's successful answers took, from request start to last byte, first connections included. Percentiles by
 * nearest rank. Measured in a closed loop: the next request waits for the last answer, so a stall slows the asking too.
 *
 * @param samples answers measured; 0 leaves the durations zero
 * @param limits what became of each limit of {@code latency}, in file order
 */
public record LatencyReport(
        int samples, Duration p50, Duration p90, Duration p95, Duration p99, Duration max, List<Assertion> limits) {
    public LatencyReport {
        limits = List.copyOf(limits);
    }

    /** The limits that did not hold. */
    public List<Assertion.Broken> broken() {
        return limits.stream()
                .filter(Assertion.Broken.class::isInstance)
                .map(Assertion.Broken.class::cast)
                .toList();
    }
}
