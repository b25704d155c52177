package dev.slipway.smoke.suite;

import java.time.Duration;
import java.util.List;

/**
 * How long a share of a test's successful answers may take.
 *
 * @param name of {@link #NAMES}
 * @param limit inclusive; more than zero
 */
public record LatencyLimit(String name, Duration limit, SourceSpan at) {
    /** What can be limited. */
    public static final List<String> NAMES = List.of("p50", "p90", "p95", "p99", "max");

    /** How many iterations make it mean something: a hundredth of twenty answers is none of them. */
    public static int leastCount(String name) {
        return switch (name) {
            case "p90" -> 10;
            case "p95" -> 20;
            case "p99" -> 100;
            default -> 1;
        };
    }
}
