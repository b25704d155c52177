package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.sandbox.model.dynamo.Dynamo.AttributeDefinition;
import dev.slipway.sandbox.model.dynamo.Dynamo.CreateTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.KeySchemaElement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a table's items are found by: a hash key, and a range key if it has one. */
record KeySchema(Attribute hash, @Nullable Attribute range) {
    /** What stands for the range key in a table that has none. */
    private static final KeyValue NO_RANGE =
            new KeyValue(JsonNodeFactory.instance.objectNode().put("S", ""));

    private static final int MOST_HASH_BYTES = 2048;
    private static final int MOST_RANGE_BYTES = 1024;

    /** A key attribute; its type is S, N or B. */
    record Attribute(String name, String type) {}

    static KeySchema of(CreateTable create) {
        Attribute hash = attribute(create, "HASH");
        if (hash == null) {
            throw AttributeValues.invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        Attribute range = attribute(create, "RANGE");
        int keys = range == null ? 1 : 2;
        if (create.attributeDefinitions().size() != keys) {
            throw AttributeValues.invalid("One or more parameter values were invalid: Number of attributes in KeySchema"
                    + " does not exactly match number of attributes defined in AttributeDefinitions");
        }
        return new KeySchema(hash, range);
    }

    private static @Nullable Attribute attribute(CreateTable create, String keyType) {
        return create.keySchema().stream()
                .filter(element -> element.keyType().equals(keyType))
                .map(KeySchemaElement::attributeName)
                .map(name -> new Attribute(name, type(create.attributeDefinitions(), name)))
                .findFirst()
                .orElse(null);
    }

    private static String type(List<AttributeDefinition> definitions, String name) {
        return definitions.stream()
                .filter(definition -> definition.attributeName().equals(name))
                .map(AttributeDefinition::attributeType)
                .findFirst()
                .orElseThrow(() -> AttributeValues.invalid("One or more parameter values were invalid: Some index key"
                        + " attributes are not defined in AttributeDefinitions. Keys: [" + name + "]"));
    }

    boolean isKey(String attribute) {
        return attribute.equals(hash.name()) || (range != null && attribute.equals(range.name()));
    }

    /** Refuses an item without its keys, or with keys of the wrong type. */
    void checkItem(Map<String, JsonNode> item) {
        checkOfItem(item, hash, MOST_HASH_BYTES, "hashkey");
        if (range != null) {
            checkOfItem(item, range, MOST_RANGE_BYTES, "rangekey");
        }
    }

    private static void checkOfItem(Map<String, JsonNode> item, Attribute key, int mostBytes, String kind) {
        JsonNode value = item.get(key.name());
        if (value == null) {
            throw AttributeValues.invalid(
                    "One or more parameter values were invalid: Missing the key " + key.name() + " in the item");
        }
        if (!value.has(key.type())) {
            throw AttributeValues.invalid("One or more parameter values were invalid: Type mismatch for key "
                    + key.name() + " expected: " + key.type() + " actual: " + AttributeValues.type(value));
        }
        checkSize(value, key, mostBytes, kind);
    }

    private static void checkSize(JsonNode value, Attribute key, int mostBytes, String kind) {
        int bytes = AttributeValues.sizeBytes(value);
        if (bytes == 0) {
            throw AttributeValues.invalid("One or more parameter values are not valid. The AttributeValue for a key"
                    + " attribute cannot contain an empty string value. Key: " + key.name());
        }
        if (bytes > mostBytes) {
            throw AttributeValues.invalid("One or more parameter values were invalid: Size of " + kind
                    + " has exceeded the maximum size limit of " + mostBytes + " bytes");
        }
    }

    /** Refuses what is not exactly a key of this table. */
    void checkKey(Map<String, JsonNode> key) {
        boolean fits = key.size() == (range == null ? 1 : 2) && fits(key, hash) && (range == null || fits(key, range));
        if (!fits) {
            throw AttributeValues.invalid("The provided key element does not match the schema");
        }
        checkItem(key);
    }

    private static boolean fits(Map<String, JsonNode> key, Attribute attribute) {
        JsonNode value = key.get(attribute.name());
        return value != null && value.has(attribute.type());
    }

    KeyValue hashOf(Map<String, JsonNode> item) {
        return value(item, hash);
    }

    KeyValue rangeOf(Map<String, JsonNode> item) {
        return range == null ? NO_RANGE : value(item, range);
    }

    private static KeyValue value(Map<String, JsonNode> item, Attribute key) {
        JsonNode value = item.get(key.name());
        if (value == null) {
            throw new IllegalStateException("an item without its key " + key.name());
        }
        return new KeyValue(value);
    }

    /** The item's key alone. */
    Map<String, JsonNode> keyOf(Map<String, JsonNode> item) {
        var key = new TreeMap<String, JsonNode>();
        item.forEach((name, value) -> {
            if (isKey(name)) {
                key.put(name, value);
            }
        });
        return key;
    }
}
