package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A variable the suite declares.
 *
 * @param value a scalar, in which a text may use the variables Slipway gives; null means that the caller must give one
 */
public record Variable(String name, JsonNode value, SourceSpan at) {
    /** Whether the caller must give a value. */
    public boolean isRequired() {
        return value.isNull();
    }
}
