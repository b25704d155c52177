package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing to hold of a value.
 *
 * @param name as written: {@code gte}
 * @param operand as written; its texts may use variables
 * @param inner the predicates it is made of ({@code not}, {@code each}, {@code count}); else empty
 */
public record Predicate(String name, JsonNode operand, List<Predicate> inner, SourceSpan at) {
    public Predicate {
        inner = List.copyOf(inner);
    }

    /** Whether there is anything to fill in. */
    boolean isOpen() {
        return !Template.isPlain(operand) || Filling.any(inner, Predicate::isOpen);
    }

    /** This with variables replaced. In a regular expression a value stands for itself, not for a pattern. */
    public Predicate filled(Function<String, JsonNode> values) {
        JsonNode filled = name.equals("matches") && operand.isTextual()
                ? TextNode.valueOf(Template.fill(operand.textValue(), values, Pattern::quote))
                : Template.fill(operand, values);
        return new Predicate(
                name, filled, inner.stream().map(one -> one.filled(values)).toList(), at);
    }
}
