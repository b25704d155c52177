package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Predicate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** {@code type: string} or {@code type: [string, null]}; an {@code integer} is a number without a fraction. */
record TypeRule() implements PredicateRule {
    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "object", "array", "null");

    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return types(operand).stream()
                .filter(type -> !TYPES.contains(type))
                .findFirst()
                .map(type -> "does not know the type '" + type + "'" + Nearest.hint(type, TYPES) + " (one of "
                        + String.join(", ", TYPES) + ")");
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        List<String> allowed = types(predicate.operand());
        boolean holds = allowed.contains(TypedText.type(actual)) || (allowed.contains("number") && actual.isNumber());
        return Finding.of(holds, () -> "type " + String.join(" or ", allowed), actual);
    }

    /** A bare null in YAML is the null type. */
    private static List<String> types(JsonNode operand) {
        return operand.isArray()
                ? StreamSupport.stream(operand.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(operand.asText());
    }
}
