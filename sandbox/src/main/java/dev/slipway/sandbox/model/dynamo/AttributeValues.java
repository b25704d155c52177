package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** DynamoDB's attribute values: {@code {"S": "text"}}, {@code {"N": "1"}} and so on. */
final class AttributeValues {
    private static final List<String> TYPES = List.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL");

    private AttributeValues() {}

    /** The values as they are stored: checked, and numbers in their shortest form. */
    static Map<String, JsonNode> stored(Map<String, JsonNode> values) {
        var stored = new TreeMap<String, JsonNode>();
        values.forEach((name, value) -> stored.put(name, stored(value)));
        return stored;
    }

    /**
     * The value as it is stored.
     *
     * @throws AwsRefusal {@code ValidationException} if it is no attribute value
     */
    static JsonNode stored(JsonNode value) {
        String type = type(value);
        JsonNode content = value.get(type);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        switch (type) {
            case "N" -> stored.put("N", plain(content.asText()));
            case "NS" -> {
                var numbers = stored.putArray("NS");
                content.forEach(number -> numbers.add(plain(number.asText())));
            }
            case "M" -> {
                var members = stored.putObject("M");
                content.properties().forEach(member -> members.set(member.getKey(), stored(member.getValue())));
            }
            case "L" -> {
                var items = stored.putArray("L");
                content.forEach(item -> items.add(stored(item)));
            }
            default -> stored.set(type, content);
        }
        if (List.of("SS", "NS", "BS").contains(type) && content.isEmpty()) {
            throw invalid("One or more parameter values were invalid: An string set  may not be empty");
        }
        return stored;
    }

    /** Which of AWS's types the value has. */
    static String type(JsonNode value) {
        if (value.size() > 1) {
            throw invalid("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                    + " supported datatypes");
        }
        return TYPES.stream()
                .filter(value::has)
                .findFirst()
                .orElseThrow(() -> invalid(
                        "Supplied AttributeValue is empty, must contain exactly one of the supported" + " datatypes"));
    }

    private static String plain(String number) {
        return number(number).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal number(String text) {
        try {
            var number = new BigDecimal(text);
            if (number.stripTrailingZeros().precision() > 38) {
                throw invalid("Attempting to store more than 38 significant digits in a Number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw invalid("The parameter cannot be converted to a numeric value: " + text);
        }
    }

    static boolean same(JsonNode one, JsonNode other) {
        OptionalInt order = order(one, other);
        return order.isPresent() ? order.getAsInt() == 0 : canonical(one).equals(canonical(other));
    }

    /** Sets do not care about order. */
    private static JsonNode canonical(JsonNode value) {
        String type = type(value);
        if (!List.of("SS", "NS", "BS").contains(type)) {
            return value;
        }
        var members = new ArrayList<String>();
        value.get(type).forEach(member -> members.add(member.asText()));
        members.sort(null);
        return JsonNodeFactory.instance.objectNode().set(type, JsonNodeFactory.instance.pojoNode(members));
    }

    /** How two values of one ordered type (string, number, binary) are ordered; empty for others. */
    static OptionalInt order(JsonNode one, JsonNode other) {
        String type = type(one);
        if (!type.equals(type(other))) {
            return OptionalInt.empty();
        }
        String left = one.get(type).asText();
        String right = other.get(type).asText();
        return switch (type) {
            case "N" -> OptionalInt.of(number(left).compareTo(number(right)));
            case "S" -> OptionalInt.of(Arrays.compareUnsigned(utf8(left), utf8(right)));
            case "B" -> OptionalInt.of(Arrays.compareUnsigned(binary(left), binary(right)));
            default -> OptionalInt.empty();
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] binary(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw AwsRefusal.client("SerializationException", "Invalid Base64 in a binary value.");
        }
    }

    /** What an item counts against the limit of 400 KB: names and values, as AWS's developer guide sizes them. */
    static int sizeBytes(Map<String, JsonNode> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()).length + sizeBytes(attribute.getValue()))
                .sum();
    }

    static int sizeBytes(JsonNode value) {
        String type = type(value);
        JsonNode content = value.get(type);
        return switch (type) {
            case "S" -> utf8(content.asText()).length;
            case "N" -> numberSize(content.asText());
            case "B" -> binary(content.asText()).length;
            case "SS" -> sum(content, AttributeValues::textSize);
            case "NS" -> sum(content, number -> numberSize(number.asText()));
            case "BS" -> sum(content, bytes -> binary(bytes.asText()).length);
            case "L" -> 3 + sum(content, item -> 1 + sizeBytes(item));
            case "M" ->
                3
                        + content.properties().stream()
                                .mapToInt(member -> 1 + utf8(member.getKey()).length + sizeBytes(member.getValue()))
                                .sum();
            default -> 1;
        };
    }

    private static int textSize(JsonNode text) {
        return utf8(text.asText()).length;
    }

    private static int sum(JsonNode nodes, java.util.function.ToIntFunction<JsonNode> size) {
        int sum = 0;
        for (JsonNode node : nodes) {
            sum += size.applyAsInt(node);
        }
        return sum;
    }

    private static int numberSize(String text) {
        return (number(text).stripTrailingZeros().precision() + 1) / 2 + 1;
    }

    static AwsRefusal invalid(String message) {
        return AwsRefusal.client("ValidationException", message);
    }
}
