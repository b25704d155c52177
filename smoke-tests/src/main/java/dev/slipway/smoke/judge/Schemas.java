package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import dev.slipway.smoke.suite.SchemaUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
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
                .regularExpressionFactory(Schemas::bounded)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    }

    /** As the validator's own, in Java's dialect, but with an end. */
    private static RegularExpression bounded(String written) {
        Pattern pattern = Pattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(written)));
        return text -> {
            try {
                return Regex.finds(pattern, text);
            } catch (Regex.TooLong e) {
                throw EndlessPattern.of(written, e);
            }
        };
    }

    /** A regular expression of a schema does not end in time: the only way out of the validator. */
    private static final class EndlessPattern extends RuntimeException {
        private static final long serialVersionUID = 1;

        private EndlessPattern(String message, Regex.TooLong cause) {
            super(message, cause);
        }

        private static EndlessPattern of(String written, Regex.TooLong cause) {
            return new EndlessPattern("/" + written + "/ " + cause.getMessage(), cause);
        }
    }

    /** Whether {@code body} follows the schema, with every place where it does not. */
    Assertion judge(SchemaUse use, JsonNode body) {
        Schema schema = compiled.get(use.document());
        try {
            return judged(
                    use,
                    (schema == null ? compile(use.document()) : schema).validate(body.toString(), InputFormat.JSON));
        } catch (EndlessPattern e) {
            return broken(use, "regular expressions that end", String.valueOf(e.getMessage()), List.of());
        }
    }

    private static Assertion judged(SchemaUse use, List<com.networknt.schema.Error> errors) {
        if (errors.isEmpty()) {
            return new Assertion.Held(use.at(), "schema " + use.path());
        }
        List<String> notes = new ArrayList<>(
                errors.stream().limit(MOST_NOTES).map(Schemas::text).toList());
        if (errors.size() > MOST_NOTES) {
            notes.add("and " + (errors.size() - MOST_NOTES) + " more");
        }
        String places = errors.size() + (errors.size() == 1 ? " place" : " places") + " where it is not";
        return broken(use, "a document of this schema", places, notes);
    }

    private static Assertion broken(SchemaUse use, String expected, String actual, List<String> notes) {
        return new Assertion.Broken(
                use.at(),
                "schema " + use.path(),
                Reason.SCHEMA,
                "schema-mismatch",
                expected,
                actual,
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
