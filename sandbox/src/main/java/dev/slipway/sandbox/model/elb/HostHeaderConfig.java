package dev.slipway.sandbox.model.elb;

import java.util.List;

/** Host names, with {@code *} and {@code ?}. */
public record HostHeaderConfig(List<String> values) {
    public HostHeaderConfig {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
