package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.suite.Template;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code matches: 'expression'}: found somewhere in a text; anchor it with {@code ^} and {@code $}. */
record MatchesRule() implements PredicateRule {
    @Override
    public Optional<String> operandFault(JsonNode operand) {
        if (!operand.isTextual() || operand.textValue().isEmpty()) {
            return Optional.of("takes a regular expression, but got " + TypedText.of(operand));
        }
        try {
            Pattern.compile(Template.fill(operand.textValue(), name -> operand, value -> "x"));
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription() + " at character " + e.getIndex());
        }
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        String expression = predicate.operand().textValue();
        String expected = "matches /" + expression + "/";
        if (!actual.isTextual()) {
            return new Finding.Unfit(expected, TypedText.of(actual));
        }
        try {
            return Finding.of(Regex.finds(expression, actual.textValue()), () -> expected, actual);
        } catch (Regex.TooLong e) {
            return new Finding.Unfit(
                    expected + ", an expression that ends", e.getMessage() + " in " + TypedText.of(actual));
        }
    }
}
