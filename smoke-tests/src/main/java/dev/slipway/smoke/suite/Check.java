package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * Predicates on one part of an answer.
 *
 * @param subject a header's name, or a JMESPath expression
 * @param predicates all of them must hold; not empty
 */
public record Check(String subject, List<Predicate> predicates, SourceSpan at) {
    public Check {
        predicates = List.copyOf(predicates);
    }

    /** Whether there is anything to fill in. */
    boolean isOpen() {
        return Filling.any(predicates, Predicate::isOpen);
    }

    /** This with variables replaced. */
    public Check filled(Function<String, JsonNode> values) {
        return new Check(
                subject, predicates.stream().map(one -> one.filled(values)).toList(), at);
    }
}
