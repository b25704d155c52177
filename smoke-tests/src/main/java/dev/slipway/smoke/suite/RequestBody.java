package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a step sends. */
public sealed interface RequestBody {
    /** Nothing. */
    record None() implements RequestBody {}

    /** A JSON document, {@code application/json}; its texts may use variables. */
    record Json(JsonNode document) implements RequestBody {}

    /** Form fields, {@code application/x-www-form-urlencoded}. */
    record Form(List<NamedTemplate> fields) implements RequestBody {
        public Form {
            fields = List.copyOf(fields);
        }
    }

    /** Text, {@code text/plain} in UTF-8. */
    record Text(Template text) implements RequestBody {}
}
