package dev.slipway.demo.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes the small JSON documents that AWS takes as text. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** One line, the top level's keys sorted. */
    static String object(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(new TreeMap<>(object));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
