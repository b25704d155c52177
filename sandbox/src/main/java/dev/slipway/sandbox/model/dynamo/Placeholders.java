package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code #names} and {@code :values} of a request's expressions stand for; each has to be used somewhere. */
final class Placeholders {
    private final TreeMap<String, String> names;
    private final Map<String, JsonNode> values;
    private final TreeSet<String> used = new TreeSet<>();

    Placeholders(Map<String, String> names, Map<String, JsonNode> values) {
        this.names = new TreeMap<>(names);
        this.values = AttributeValues.stored(values);
    }

    String name(String placeholder, String kind) {
        used.add(placeholder);
        String name = names.get(placeholder);
        if (name == null) {
            throw AttributeValues.invalid("Invalid " + kind + ": An expression attribute name used in the document path"
                    + " is not defined; attribute name: " + placeholder);
        }
        return name;
    }

    JsonNode value(String placeholder, String kind) {
        used.add(placeholder);
        JsonNode value = values.get(placeholder);
        if (value == null) {
            throw AttributeValues.invalid(
                    "Invalid " + kind + ": An expression attribute value used in expression is not"
                            + " defined; attribute value: " + placeholder);
        }
        return value;
    }

    /**
     * Refuses placeholders that no expression used.
     *
     * @throws dev.slipway.sandbox.model.AwsRefusal {@code ValidationException}
     */
    void checkAllUsed() {
        check("ExpressionAttributeNames", names.keySet());
        check("ExpressionAttributeValues", values.keySet());
    }

    private void check(String member, Collection<String> given) {
        var unused = new TreeSet<>(given);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw AttributeValues.invalid("Value provided in " + member + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
