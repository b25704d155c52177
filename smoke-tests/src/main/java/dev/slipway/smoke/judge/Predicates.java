package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.suite.Template;
import java.util.List;
import java.util.Optional;

/** The table of predicates. A new one is a {@link PredicateRule} and a row here. */
public final class Predicates {
    /** Every name, as suites write it. */
    public static final List<String> NAMES = List.of(
            "equals",
            "not",
            "gt",
            "gte",
            "lt",
            "lte",
            "between",
            "in",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "exists",
            "type",
            "count",
            "format",
            "nearNow",
            "each");

    /** Those whose operand may itself be predicates. */
    public static final List<String> NESTING = List.of("not", "each", "count");

    private Predicates() {}

    /** What is wrong with an operand as written in a suite; empty if nothing is. */
    public static Optional<String> operandFault(String name, JsonNode operand) {
        return rule(name).operandFault(operand);
    }

    /** Judges {@code actual} by a predicate whose variables are filled in. */
    public static Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        return rule(predicate.name()).judge(predicate, actual, moment);
    }

    /** The first of {@code predicates} that does not hold, else that they hold. */
    static Finding judgeAll(List<Predicate> predicates, JsonNode actual, Moment moment) {
        for (Predicate one : predicates) {
            Finding found = judge(one, actual, moment);
            if (!(found instanceof Finding.Holds)) {
                return found;
            }
        }
        return new Finding.Holds();
    }

    /** Whether a suite gives a value that only a run can know. */
    static boolean isVariable(JsonNode operand) {
        return operand.isTextual() && !Template.names(operand.textValue()).isEmpty();
    }

    /** One predicate in the words of a suite, for texts. */
    static String text(Predicate predicate) {
        if (predicate.name().equals("equals")) {
            return TypedText.of(predicate.operand());
        }
        return JsonNodeFactory.instance
                .objectNode()
                .<ObjectNode>set(predicate.name(), predicate.operand())
                .toString();
    }

    private static PredicateRule rule(String name) {
        return switch (name) {
            case "equals" -> new EqualsRule();
            case "not" -> new NotRule();
            case "gt" -> new ComparisonRule(">", order -> order > 0);
            case "gte" -> new ComparisonRule(">=", order -> order >= 0);
            case "lt" -> new ComparisonRule("<", order -> order < 0);
            case "lte" -> new ComparisonRule("<=", order -> order <= 0);
            case "between" -> new BetweenRule();
            case "in" -> new InRule();
            case "contains" -> new ContainsRule();
            case "startsWith" -> new AffixRule("starts", String::startsWith);
            case "endsWith" -> new AffixRule("ends", String::endsWith);
            case "matches" -> new MatchesRule();
            case "exists" -> new ExistsRule();
            case "type" -> new TypeRule();
            case "count" -> new CountRule();
            case "format" -> new FormatRule();
            case "nearNow" -> new NearNowRule();
            case "each" -> new EachRule();
            default -> throw new IllegalArgumentException("no predicate is called '" + name + "'");
        };
    }
}
