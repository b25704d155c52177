package dev.slipway.smoke.suite;

import java.util.List;

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
}
