package dev.slipway.smoke.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON strictly: no doubled keys, nothing after the document, numbers exact. */
final class JsonReader {
    private final ObjectReader reader;

    private JsonReader(ObjectReader reader) {
        this.reader = reader;
    }

    static JsonReader create() {
        return new JsonReader(JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(JsonNode.class));
    }

    /** A document, or why there is none. */
    sealed interface Read {
        /** It is JSON. */
        record Document(JsonNode root) implements Read {}

        /** It is not. */
        record NotJson(String why) implements Read {}
    }

    Read read(String text) {
        if (text.isBlank()) {
            return new Read.NotJson("the body is empty");
        }
        try {
            JsonNode root = reader.readTree(text);
            return new Read.Document(root);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            return new Read.NotJson(firstLine(e.getOriginalMessage()) + where);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
