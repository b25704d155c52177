package dev.slipway.smoke.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The JSON Schemas that the module publishes. */
public final class JsonSchemas {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonSchemas() {}

    /** The schema of {@code suite}, {@code targets} or {@code report}. */
    public static JsonNode published(String kind) {
        String name = "/dev/slipway/smoke/schemas/smoke-" + kind + "-1.schema.json";
        try (InputStream in = Objects.requireNonNull(JsonSchemas.class.getResourceAsStream(name), name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** What {@code document} breaks of {@code schema}; empty if nothing. */
    public static List<String> faults(JsonNode schema, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(document)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
