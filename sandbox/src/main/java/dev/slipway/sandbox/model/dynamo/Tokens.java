package dev.slipway.sandbox.model.dynamo;

import dev.slipway.sandbox.model.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of one expression, read from left to right. */
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([#:]?[A-Za-z0-9_]+)|(<>|<=|>=|[=<>(),.\\[\\]+-])|(\\S))");
    private static final String END = "<EOF>";

    /** {@code ConditionExpression} or another of them, as AWS's messages name it. */
    final String kind;

    private final List<String> tokens = new ArrayList<>();
    private int next;

    Tokens(String kind, String expression) {
        this.kind = kind;
        if (expression.isBlank()) {
            throw AttributeValues.invalid("Invalid " + kind + ": The expression can not be empty;");
        }
        Matcher matcher = TOKEN.matcher(expression.strip());
        while (matcher.find()) {
            if (matcher.group(3) != null) {
                throw AttributeValues.invalid("Invalid " + kind + ": Syntax error; token: \"" + matcher.group(3)
                        + "\", near: \"" + matcher.group(3) + "\"");
            }
            tokens.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    String peek() {
        return atEnd() ? END : tokens.get(next);
    }

    String peekAfter() {
        return next + 1 < tokens.size() ? tokens.get(next + 1) : END;
    }

    String take() {
        String token = peek();
        if (atEnd()) {
            throw unexpected();
        }
        next++;
        return token;
    }

    /** Takes the word, whatever its case, if it is next. */
    boolean takeIf(String word) {
        boolean is = peek().toUpperCase(Locale.ROOT).equals(word);
        if (is) {
            next++;
        }
        return is;
    }

    void expect(String word) {
        if (!takeIf(word)) {
            throw unexpected();
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw unexpected();
        }
    }

    AwsRefusal unexpected() {
        String near = String.join(" ", tokens.subList(Math.max(0, next - 1), Math.min(tokens.size(), next + 2)));
        return AttributeValues.invalid(
                "Invalid " + kind + ": Syntax error; token: \"" + peek() + "\", near: \"" + near + "\"");
    }
}
