package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code equals: value}: the same JSON value, of the same type. */
record EqualsRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return Optional.empty();
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        JsonNode expected = predicate.operand();
        List<Difference> differences = Same.differences("", expected, actual);
        if (differences.isEmpty()) {
            return new Finding.Holds();
        }
        if (expected.isTextual() && actual.isTextual()) {
            return texts(expected.textValue(), actual.textValue());
        }
        boolean isDeep = expected.isContainerNode() && actual.isContainerNode();
        return new Finding.Fails(
                TypedText.of(expected),
                TypedText.of(actual),
                OptionalInt.empty(),
                isDeep ? differences : List.of(),
                List.of());
    }

    private static Finding texts(String expected, String actual) {
        int at = firstDifference(expected, actual);
        String before = TextNode.valueOf(actual.substring(0, at)).toString();
        return new Finding.Fails(
                TypedText.of(expected),
                TypedText.of(actual),
                OptionalInt.of("string ".length() + before.length() - 1),
                List.of(),
                List.of("first difference at " + at));
    }

    private static int firstDifference(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return at;
    }
}
