package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

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

    /** A file as it is. */
    record File(Attachment file, String contentType) implements RequestBody {}

    /** Fields and files, {@code multipart/form-data}, RFC 7578. */
    record Multipart(List<Part> parts) implements RequestBody {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A GraphQL request, as JSON.
     *
     * @param query as written, never with variables of the suite in it
     * @param variables an object; its texts may use variables
     */
    record GraphQl(String query, JsonNode variables, Optional<String> operation) implements RequestBody {}

    /** A field of a form in parts. */
    sealed interface Part {
        /** Its name. */
        String name();

        /** A text. */
        record Field(String name, Template text) implements Part {}

        /** A file. */
        record FilePart(String name, Attachment file, String contentType) implements Part {}
    }
}
