package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON Schema, draft 2020-12, that a body has to follow.
 *
 * @param path as the suite wrote it
 * @param document the schema; refers to nothing outside itself
 */
public record SchemaUse(String path, JsonNode document, SourceSpan at) {}
