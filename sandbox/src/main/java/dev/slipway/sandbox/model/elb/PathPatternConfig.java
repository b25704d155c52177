package dev.slipway.sandbox.model.elb;

import java.util.List;

/** Paths, with {@code *} and {@code ?}. */
public record PathPatternConfig(List<String> values) {
    public PathPatternConfig {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
