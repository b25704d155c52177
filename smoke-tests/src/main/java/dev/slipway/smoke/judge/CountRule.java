package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code count: 3} or {@code count: {gte: 1}}: of an array's elements or an object's keys. */
record CountRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isObject() || TypedText.isInteger(operand) || Predicates.isVariable(operand)
                ? Optional.empty()
                : Optional.of("takes a whole number or predicates on one, but got " + TypedText.of(operand));
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        if (!actual.isContainerNode()) {
            return new Finding.Unfit("an array or object to count", TypedText.of(actual));
        }
        Finding found = Predicates.judgeAll(predicate.inner(), IntNode.valueOf(actual.size()), moment);
        List<String> notes = List.of("counted in " + TypedText.of(actual));
        return switch (found) {
            case Finding.Holds holds -> holds;
            case Finding.Fails fails ->
                new Finding.Fails(
                        "count " + fails.expected(), "count " + fails.actual(), OptionalInt.empty(), List.of(), notes);
            case Finding.Drifts drifts -> drifts;
            case Finding.Unfit unfit -> new Finding.Unfit("count " + unfit.expected(), "count " + unfit.actual());
        };
    }
}
