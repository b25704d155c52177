package dev.slipway.smoke.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Reads JSON strictly: no doubled keys, nothing after the document, numbers exact. */
public final class JsonReader {
    private final ObjectReader reader;

    private JsonReader(ObjectReader reader) {
        this.reader = reader;
    }

    /** A reader; it keeps nothing. */
    public static JsonReader create() {
        return new JsonReader(JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(JsonNode.class));
    }

    /** A document, or why there is none. */
    public sealed interface Read {
        /** It is JSON. */
        record Document(JsonNode root) implements Read {}

        /** It is not. */
        record NotJson(String why) implements Read {}
    }

    /** The document {@code text} is. */
    public Read read(String text) {
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

    /** The document the body of {@code answer} is; bytes that are no text make it none. */
    Read read(Answer answer) {
        return answer.wholeText()
                .map(this::read)
                .orElseGet(() -> new Read.NotJson("the body is not " + answer.charset()));
    }

    /** The document the body is, if it is one. */
    Optional<JsonNode> of(Answer answer) {
        return read(answer) instanceof Read.Document document ? Optional.of(document.root()) : Optional.empty();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
