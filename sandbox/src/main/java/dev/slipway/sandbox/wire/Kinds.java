package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.time.Instant;
import java.util.Locale;

/** In which kinds of values a protocol writes members. */
enum Kinds {
    /** A form knows texts alone, and an empty list is an empty one. */
    ALL_TEXT,
    /** Texts, numbers, truth values, lists and objects, each where its kind is wanted and nowhere else. */
    JSON;

    /** Whether this is how the protocol writes an empty list. */
    boolean isEmptyList(JsonNode value, JavaType wanted) {
        return this == ALL_TEXT
                && wanted.isCollectionLikeType()
                && value.isTextual()
                && value.asText().isEmpty();
    }

    /**
     * Checks that a value is of the kind that is wanted.
     *
     * @throws AwsRefusal {@code SerializationException} if it is of another, which AWS converts in neither direction
     */
    void check(JsonNode value, JavaType wanted) {
        Class<?> type = wanted.getRawClass();
        if (this == ALL_TEXT
                || JsonNode.class.isAssignableFrom(type)
                || type == Instant.class
                || type == Object.class) {
            return;
        }
        if (wanted.isCollectionLikeType()) {
            refuseUnless(value.isArray(), "Expected list or null");
        } else if (wanted.isMapLikeType() || type.isRecord()) {
            refuseUnless(value.isObject(), "Expected structure, map or null");
        } else {
            refuseUnless(!value.isArray(), "Start of list found where not expected");
            refuseUnless(!value.isObject(), "Start of structure or map found where not expected.");
            single(value, type);
        }
    }

    private static void single(JsonNode value, Class<?> type) {
        if (type == Boolean.class || type == boolean.class) {
            refuseUnless(value.isBoolean(), cannotBe(value, "a Boolean"));
        } else if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            refuseUnless(value.isNumber(), cannotBe(value, "a Number"));
        } else {
            refuseUnless(value.isTextual(), cannotBe(value, "a String"));
        }
    }

    private static String cannotBe(JsonNode value, String wanted) {
        String kind = value.isBoolean()
                ? value.asText().toUpperCase(Locale.ROOT)
                : value.getNodeType().name();
        return kind + "_VALUE can not be converted to " + wanted;
    }

    private static void refuseUnless(boolean right, String message) {
        if (!right) {
            throw AwsRefusal.client("SerializationException", message);
        }
    }
}
