package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code not: value} or {@code not: {predicates}}: fails when all of them hold; a value they say nothing about fails too. */
record NotRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return Optional.empty();
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        @Nullable Finding unfit = null;
        for (Predicate inner : predicate.inner()) {
            Finding found = Predicates.judge(inner, actual, moment);
            if (found instanceof Finding.Fails || found instanceof Finding.Drifts) {
                return new Finding.Holds();
            }
            unfit = found instanceof Finding.Unfit ? found : unfit;
        }
        return unfit != null ? unfit : Finding.of(false, () -> "not " + predicate.operand(), actual);
    }
}
