package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** {@code contains: value}: a part of a text, or an element of an array. */
record ContainsRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isTextual() && operand.textValue().isEmpty()
                ? Optional.of("looks for an empty text, which every text contains")
                : Optional.empty();
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        JsonNode part = predicate.operand();
        Supplier<String> expected = () -> "contains " + TypedText.of(part);
        if (actual.isArray()) {
            boolean holds =
                    StreamSupport.stream(actual.spliterator(), false).anyMatch(element -> Same.is(part, element));
            return Finding.of(holds, expected, actual);
        }
        return actual.isTextual() && part.isTextual()
                ? Finding.of(actual.textValue().contains(part.textValue()), expected, actual)
                : new Finding.Unfit(expected.get(), TypedText.of(actual));
    }
}
