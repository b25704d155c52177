package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.slipway.smoke.suite.SchemaUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** JSON Schema, draft 2020-12. A schema refers to nothing outside itself, so nothing is ever fetched. */
public final class Schemas {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MOST_NOTES = 10;

    private final Map<JsonNode, Schema> compiled;

    private Schemas(Map<JsonNode, Schema> compiled) {
        this.compiled = compiled;
    }

    /** These schemas, compiled. Without any, the validator is not even loaded. */
    static Schemas of(Stream<SchemaUse> uses) {
        Map<JsonNode, Schema> compiled = new HashMap<>();
        uses.map(SchemaUse::document).forEach(document -> compiled.computeIfAbsent(document, Schemas::compile));
        return new Schemas(Collections.unmodifiableMap(compiled));
    }

    /** What is wrong with a document that should be a schema; empty if nothing is. */
    public static List<String> faults(JsonNode document) {
        if (!document.isObject() && !document.isBoolean()) {
            return List.of("a schema is an object");
        }
        List<String> faults = new ArrayList<>();
        String draft = document.path("$schema").asText(DRAFT);
        if (!draft.replaceAll("#$", "").equals(DRAFT)) {
            faults.add("'$schema' must be '" + DRAFT + "', but is '" + draft + "'");
            return faults;
        }
        references(document, faults);
        if (faults.isEmpty()) {
            registry().getSchema(SchemaLocation.of(DRAFT)).validate(document).stream()
                    .limit(MOST_NOTES)
                    .forEach(error -> faults.add(text(error)));
        }
        return faults;
    }

    private static void references(JsonNode node, List<String> faults) {
        for (String key : List.of("$ref", "$dynamicRef")) {
            String target = node.path(key).isTextual() ? node.path(key).textValue() : "#";
            if (!target.startsWith("#")) {
                faults.add("'" + key + ": " + target + "' leads out of the file; put what it means under '$defs'");
            }
        }
        node.forEach(inner -> references(inner, faults));
    }

    private static Schema compile(JsonNode document) {
        return registry().getSchema(document);
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .pathType(PathType.JSON_PATH)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    }

    /** Whether {@code body} follows the schema, with every place where it does not. */
    Assertion judge(SchemaUse use, JsonNode body) {
        Schema schema = compiled.get(use.document());
        List<com.networknt.schema.Error> errors =
                (schema == null ? compile(use.document()) : schema).validate(body.toString(), InputFormat.JSON);
        String subject = "schema " + use.path();
        if (errors.isEmpty()) {
            return new Assertion.Held(use.at(), subject);
        }
        List<String> notes = new ArrayList<>(
                errors.stream().limit(MOST_NOTES).map(Schemas::text).toList());
        if (errors.size() > MOST_NOTES) {
            notes.add("and " + (errors.size() - MOST_NOTES) + " more");
        }
        return new Assertion.Broken(
                use.at(),
                subject,
                Reason.SCHEMA,
                "schema-mismatch",
                "a document of this schema",
                errors.size() + (errors.size() == 1 ? " place" : " places") + " where it is not",
                OptionalInt.empty(),
                List.of(),
                notes);
    }

    /** {@code items[0].sku: type: string found, integer expected}. */
    private static String text(com.networknt.schema.Error error) {
        String path = error.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        String message = error.getMessage().replaceFirst("^\\$\\S*: ", "");
        return (path.isEmpty() ? "@" : path) + ": " + error.getKeyword() + ": " + message;
    }
}
