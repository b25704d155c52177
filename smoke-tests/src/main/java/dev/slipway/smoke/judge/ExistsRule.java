package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;

/** {@code exists: true|false}: whether the key or header is there, even as null. Judges what is there. */
record ExistsRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isBoolean()
                ? Optional.empty()
                : Optional.of("takes true or false, but got " + TypedText.of(operand));
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        return Finding.of(predicate.operand().booleanValue(), () -> "absent", actual);
    }
}
