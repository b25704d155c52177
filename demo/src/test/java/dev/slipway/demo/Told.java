package dev.slipway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A problem, as the deployer's log tells it.
 *
 * @param problem its slug
 * @param what    the sentence
 * @param where   the most telling first
 */
record Told(String problem, String what, List<String> where) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Told {
        where = List.copyOf(where);
    }

    /** All that a log tells so far, in order. */
    static List<Told> in(Path log) {
        try {
            var told = new ArrayList<Told>();
            for (String line : Files.readAllLines(log)) {
                JsonNode event = line.startsWith("{") && line.endsWith("}") ? JSON.readTree(line) : JSON.nullNode();
                if (event.has("problem")) {
                    told.add(new Told(
                            event.path("problem").asText(),
                            event.path("message").asText(),
                            texts(event.path("where"))));
                }
            }
            return List.copyOf(told);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a line of " + log + " is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
