package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a query or a header's name leads to. */
public sealed interface Found {
    /** A value, perhaps null. */
    record Present(JsonNode value) implements Found {}

    /** Nothing; with the nearest name there is, if one is near. */
    record Absent(Optional<String> nearest) implements Found {}
}
