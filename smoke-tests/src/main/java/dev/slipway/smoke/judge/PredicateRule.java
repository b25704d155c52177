package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import java.util.Optional;

/** One kind of predicate: what it accepts in a suite, and when it holds. */
interface PredicateRule {
    /** What is wrong with the operand as written, variables included; empty if nothing is. */
    Optional<String> operandFault(JsonNode operand);

    /** Judges {@code actual} by {@code predicate}, whose variables are filled in. */
    Finding judge(Predicate predicate, JsonNode actual, Moment moment);
}
