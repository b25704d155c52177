package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** {@code gt}, {@code gte}, {@code lt}, {@code lte}: numbers by mathematical value. */
record ComparisonRule(String symbol, IntPredicate holds) implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isNumber() || Predicates.isVariable(operand)
                ? Optional.empty()
                : Optional.of("compares numbers, but got " + TypedText.of(operand));
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        JsonNode limit = predicate.operand();
        Supplier<String> expected = () -> symbol + " " + TypedText.of(limit);
        if (!actual.isNumber() || !limit.isNumber()) {
            return new Finding.Unfit(expected.get(), TypedText.of(actual));
        }
        int order = actual.decimalValue().compareTo(limit.decimalValue());
        return Finding.of(holds.test(order), expected, actual);
    }
}
