package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with variables: <code>${name}</code> stands for a value, <code>$${</code> for itself.
 *
 * @param text as written
 */
public record Template(String text, SourceSpan at) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$?)\\{([^}]*)}");

    /** The names used, in order, doubles included. */
    public List<String> names() {
        return names(text);
    }

    /** The names used in {@code text}, in order, doubles included. */
    public static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).isEmpty()) {
                names.add(matcher.group(2));
            }
        }
        return names;
    }

    /** Whether a variable is begun and not ended. */
    public static boolean isUnclosed(String text) {
        return VARIABLE.matcher(text).replaceAll("").contains("${");
    }

    /** The text with every variable replaced; values that are not text are written as JSON. */
    public String filled(Function<String, JsonNode> values) {
        return fill(text, values, UnaryOperator.identity());
    }

    /** As {@link #filled}, each value passing {@code quote} first. */
    public static String fill(String text, Function<String, JsonNode> values, UnaryOperator<String> quote) {
        if (isPlain(text)) {
            return text;
        }
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).isEmpty()
                                ? quote.apply(plain(values.apply(found.group(2))))
                                : "${" + found.group(2) + "}"));
    }

    /** A copy of {@code node} with variables replaced; a text that is exactly one variable takes the value's own type. */
    public static JsonNode fill(JsonNode node, Function<String, JsonNode> values) {
        if (node.isTextual()) {
            return isPlain(node.textValue()) ? node : fillText(node.textValue(), values);
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> filled.add(fill(element, values)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue(), values)));
            return filled;
        }
        return node;
    }

    /** Whether {@code node} is the same with any variables, and holds no <code>$${</code>. */
    static boolean isPlain(JsonNode node) {
        if (node.isTextual()) {
            return isPlain(node.textValue());
        }
        for (JsonNode inner : node) {
            if (!isPlain(inner)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String text) {
        return !text.contains("${");
    }

    private static JsonNode fillText(String text, Function<String, JsonNode> values) {
        Matcher whole = VARIABLE.matcher(text);
        if (whole.matches() && whole.group(1).isEmpty()) {
            return values.apply(whole.group(2));
        }
        return TextNode.valueOf(fill(text, values, UnaryOperator.identity()));
    }

    private static String plain(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
