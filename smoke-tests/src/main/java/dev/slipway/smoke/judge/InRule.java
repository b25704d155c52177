package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** {@code in: [values]}: equal to one of them. */
record InRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isArray() && !operand.isEmpty()
                ? Optional.empty()
                : Optional.of("takes a list of values, but got " + TypedText.of(operand));
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        boolean holds = StreamSupport.stream(predicate.operand().spliterator(), false)
                .anyMatch(allowed -> Same.is(allowed, actual));
        return Finding.of(holds, () -> "one of " + TypedText.of(predicate.operand()), actual);
    }
}
