package dev.slipway.smoke.judge;

import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Predicate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Judges how long an answer took. */
public final class DurationJudge {
    /** The predicates a duration understands. */
    public static final List<String> NAMES = List.of("lt", "lte", "gt", "gte");

    private DurationJudge() {}

    /** What is wrong with an operand as written; empty if nothing is. */
    public static Optional<String> operandFault(String written) {
        return Durations.parse(written).isPresent()
                ? Optional.empty()
                : Optional.of("takes a duration with a unit, such as 800ms or 1s, but got '" + written + "'");
    }

    static Assertion judge(Predicate predicate, Duration actual) {
        Duration limit = Durations.parse(predicate.operand().textValue()).orElseThrow();
        int order = actual.compareTo(limit);
        boolean holds = switch (predicate.name()) {
            case "lt" -> order < 0;
            case "lte" -> order <= 0;
            case "gt" -> order > 0;
            default -> order >= 0;
        };
        String symbol = switch (predicate.name()) {
            case "lt" -> "<";
            case "lte" -> "<=";
            case "gt" -> ">";
            default -> ">=";
        };
        return holds
                ? new Assertion.Held(predicate.at(), "duration")
                : Judge.broken(
                        predicate.at(),
                        "duration",
                        Reason.DURATION,
                        "too-" + (order > 0 ? "slow" : "fast"),
                        symbol + " " + Durations.text(limit),
                        Durations.text(actual));
    }
}
