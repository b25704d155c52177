package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code between: [low, high]}: a number, both ends included. */
record BetweenRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        if (!operand.isArray() || operand.size() != 2 || !isLimit(operand.get(0)) || !isLimit(operand.get(1))) {
            return Optional.of("takes two numbers, [low, high], but got " + TypedText.of(operand));
        }
        boolean isReversed = operand.get(0).isNumber()
                && operand.get(1).isNumber()
                && operand.get(0).decimalValue().compareTo(operand.get(1).decimalValue()) > 0;
        return isReversed ? Optional.of("has its low end above its high end: " + operand) : Optional.empty();
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        JsonNode low = predicate.operand().get(0);
        JsonNode high = predicate.operand().get(1);
        Supplier<String> expected = () -> "between " + TypedText.of(low) + " and " + TypedText.of(high);
        if (!actual.isNumber() || !low.isNumber() || !high.isNumber()) {
            return new Finding.Unfit(expected.get(), TypedText.of(actual));
        }
        boolean holds = actual.decimalValue().compareTo(low.decimalValue()) >= 0
                && actual.decimalValue().compareTo(high.decimalValue()) <= 0;
        return Finding.of(holds, expected, actual);
    }

    private static boolean isLimit(JsonNode node) {
        return node.isNumber() || Predicates.isVariable(node);
    }
}
