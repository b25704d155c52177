package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.Trigger;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Our records as JSON, for the journal and for readers of it. A sealed type's case is told by the member {@code is}. */
public class Codec {
    private static final List<Class<?>> SEALED = List.of(
            ReleaseState.class, Trigger.class, Effect.class, Release.Wish.class, Strategy.class, TagPolicy.class);
    private static final List<Class<?>> GROWING = List.of(List.class, SortedMap.class, int.class, boolean.class);
    private static final List<Class<?>> TEXTS = List.of(ServiceName.class, Digest.class, ReleaseId.class);

    /** One for all: it is immutable, and what it learns about our records is worth keeping. */
    private static final JsonMapper JSON = mapper();

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY);
        for (Class<?> type : SEALED) {
            builder.addMixIn(type, Named.class);
            register(builder, type);
        }
        TEXTS.forEach(type -> builder.addMixIn(type, Text.class));
        // What an older version did not write yet is empty, zero or false; only what it must have written may not be
        // absent.
        GROWING.forEach(type -> builder.withConfigOverride(
                type, override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))));
        return builder.build();
    }

    private static void register(JsonMapper.Builder builder, Class<?> sealed) {
        for (Class<?> one : sealed.getPermittedSubclasses()) {
            if (one.isSealed()) {
                register(builder, one);
            } else {
                builder.registerSubtypes(new NamedType(one, one.getSimpleName()));
            }
        }
    }

    public String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own record can't be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * Reads what {@link #write} wrote, also in an older version.
     *
     * @throws IllegalStateException if the text is something else
     */
    public <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the journal holds something that is no " + type.getSimpleName() + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    /**
     * The number that an object has under this name, without reading what comes after it; 0 if it has none.
     *
     * @throws IllegalStateException if the text is no JSON
     */
    int number(String text, String name) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = parser.currentName().equals(name);
                parser.nextToken();
                if (isIt) {
                    return parser.getValueAsInt();
                }
                parser.skipChildren();
            }
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException("the journal holds something that is no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads any JSON.
     *
     * @throws IllegalStateException if it is none
     */
    public JsonNode tree(String text) {
        return read(text, JsonNode.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Named {}

    private abstract static class Text {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("UnusedVariable") // a mix-in: Jackson reads its shape and never makes one
        Text(String value) {}

        @JsonValue
        abstract String value();
    }
}
