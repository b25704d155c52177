package dev.slipway.deployer.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.problem.NearestName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * JSON as AWS writes it, from and to the SDK's classes, by the list of members that each class carries. So no member has
 * to be named here, and one that this version of the SDK does not know is refused rather than lost.
 */
final class SdkJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SdkJson() {}

    /** All members that are set. Empty lists and maps that AWS sent are kept. */
    static ObjectNode write(SdkPojo pojo) {
        ObjectNode json = NODES.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                json.set(field.locationName(), node(field, value));
            }
        }
        return json;
    }

    /** Those members of {@code json} that {@code shape} has too. */
    static ObjectNode restrict(ObjectNode json, SdkPojo shape) {
        List<String> known =
                shape.sdkFields().stream().map(SdkField::locationName).toList();
        return json.deepCopy().retain(known);
    }

    /**
     * Sets the members of a builder. A member that is {@code null} counts as absent.
     *
     * @param builder of the request or structure that {@code json} is
     * @throws Misfit if a member is unknown or of another type
     */
    static <B extends SdkPojo> B read(ObjectNode json, B builder) {
        fill(json, builder, "");
        return builder;
    }

    private static void fill(ObjectNode json, SdkPojo builder, String path) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            SdkField<?> field = fields.get(member.getKey());
            if (field == null) {
                throw Misfit.unknown(at, NearestName.of(member.getKey(), fields.keySet()));
            }
            if (!member.getValue().isNull()) {
                field.set(builder, value(field, member.getValue(), at));
            }
        }
    }

    private static Object value(SdkField<?> field, JsonNode json, String at) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, json, at);
            case LIST -> list(field, json, at);
            case MAP -> map(field, json, at);
            case STRING -> expect(json.isTextual(), "a string", json, at).textValue();
            case BOOLEAN -> expect(json.isBoolean(), "true or false", json, at).booleanValue();
            case INTEGER ->
                expect(json.isIntegralNumber() && json.canConvertToInt(), "a whole number", json, at)
                        .intValue();
            case LONG ->
                expect(json.isIntegralNumber() && json.canConvertToLong(), "a whole number", json, at)
                        .longValue();
            case DOUBLE -> expect(json.isNumber(), "a number", json, at).doubleValue();
            case FLOAT -> expect(json.isNumber(), "a number", json, at).floatValue();
            case INSTANT -> instant(json, at);
            default -> throw Misfit.ofType("something else", json, at);
        };
    }

    private static Object structure(SdkField<?> field, JsonNode json, String at) {
        if (!(json instanceof ObjectNode object)) {
            throw Misfit.ofType("an object", json, at);
        }
        SdkPojo builder = field.constructor().get();
        fill(object, builder, at);
        return ((Buildable) builder).build();
    }

    private static List<Object> list(SdkField<?> field, JsonNode json, String at) {
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> values = new ArrayList<>();
        for (JsonNode element : expect(json.isArray(), "a list", json, at)) {
            values.add(value(member, element, at + "[" + values.size() + "]"));
        }
        return values;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode json, String at) {
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                expect(json.isObject(), "an object", json, at).properties()) {
            values.put(entry.getKey(), value(member, entry.getValue(), at + "." + entry.getKey()));
        }
        return values;
    }

    private static Instant instant(JsonNode json, String at) {
        try {
            return Instant.parse(expect(json.isTextual(), "an instant such as '2026-01-01T12:00:00Z'", json, at)
                    .textValue());
        } catch (DateTimeException e) {
            throw Misfit.ofType("an instant such as '2026-01-01T12:00:00Z'", json, at);
        }
    }

    private static JsonNode expect(boolean isSo, String what, JsonNode json, String at) {
        if (!isSo) {
            throw Misfit.ofType(what, json, at);
        }
        return json;
    }

    private static JsonNode node(SdkField<?> field, Object value) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case SDK_POJO -> write((SdkPojo) value);
            case LIST -> {
                ArrayNode array = NODES.arrayNode();
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                ((List<?>) value).forEach(element -> array.add(node(member, element)));
                yield array;
            }
            case MAP -> {
                ObjectNode object = NODES.objectNode();
                SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
                ((Map<?, ?>) value).forEach((key, element) -> object.set(key.toString(), node(member, element)));
                yield object;
            }
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case INTEGER -> NODES.numberNode((Integer) value);
            case LONG -> NODES.numberNode((Long) value);
            case DOUBLE -> NODES.numberNode((Double) value);
            case FLOAT -> NODES.numberNode((Float) value);
            case STRING, INSTANT -> NODES.textNode(value.toString());
            default ->
                throw Misfit.ofType("something that JSON can say", NODES.textNode(type.name()), field.locationName());
        };
    }

    /** What was given is not what AWS takes. */
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Misfit(String message) {
            super(message);
        }

        static Misfit unknown(String at, Optional<String> nearest) {
            return new Misfit("'" + at + "' is not known to this version of the AWS SDK"
                    + nearest.map(name -> "; did you mean '" + name + "'?").orElse(""));
        }

        static Misfit ofType(String expected, JsonNode found, String at) {
            return new Misfit("'" + at + "' is " + found + "; " + expected + " is expected");
        }

        @Override
        public String getMessage() {
            String message = super.getMessage();
            return message == null ? "" : message;
        }
    }
}
