package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code each: {predicates}}: hold of every element of an array; an empty array proves nothing and fails. */
record EachRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return Optional.empty();
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        if (!actual.isArray() || actual.isEmpty()) {
            return new Finding.Unfit("an array with elements to judge", TypedText.of(actual));
        }
        for (int i = 0; i < actual.size(); i++) {
            Finding found = Predicates.judgeAll(predicate.inner(), actual.get(i), moment);
            switch (found) {
                case Finding.Holds holds -> {}
                case Finding.Fails fails -> {
                    return new Finding.Fails(
                            "each " + fails.expected(),
                            fails.actual(),
                            OptionalInt.empty(),
                            List.of(),
                            List.of("at element [" + i + "]"));
                }
                case Finding.Drifts drifts -> {
                    return new Finding.Drifts("each " + drifts.expected(), "[" + i + "] " + drifts.actual());
                }
                case Finding.Unfit unfit -> {
                    return new Finding.Unfit("each " + unfit.expected(), "[" + i + "] " + unfit.actual());
                }
            }
        }
        return new Finding.Holds();
    }
}
