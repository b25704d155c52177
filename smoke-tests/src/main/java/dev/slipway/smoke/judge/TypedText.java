package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** Values as texts that name their type: {@code integer 3}, {@code string "3"}. Whole: they are cut once secrets are out. */
final class TypedText {
    private TypedText() {}

    static String of(JsonNode value) {
        String type = type(value);
        return type.equals("null") ? type : type + " " + value;
    }

    static String of(String text) {
        return of(TextNode.valueOf(text));
    }

    /** JSON's own types, and {@code integer} for a number without a fraction. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> isInteger(value) ? "integer" : "number";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case NULL, MISSING -> "null";
        };
    }

    static boolean isInteger(JsonNode value) {
        return value.isNumber() && hasNoFraction(value.decimalValue());
    }

    private static boolean hasNoFraction(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }
}
