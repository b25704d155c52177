package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** {@code startsWith}, {@code endsWith}: of a text. */
record AffixRule(String verb, BiPredicate<String, String> holds) implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isTextual() && !operand.textValue().isEmpty()
                ? Optional.empty()
                : Optional.of("takes a text, but got " + TypedText.of(operand));
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        Supplier<String> expected = () -> verb + " with " + TypedText.of(predicate.operand());
        return actual.isTextual() && predicate.operand().isTextual()
                ? Finding.of(holds.test(actual.textValue(), predicate.operand().textValue()), expected, actual)
                : new Finding.Unfit(expected.get(), TypedText.of(actual));
    }
}
