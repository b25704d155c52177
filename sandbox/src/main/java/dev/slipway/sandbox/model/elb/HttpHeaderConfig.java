package dev.slipway.sandbox.model.elb;

import java.util.List;

/** Values of one header, with {@code *} and {@code ?}. */
public record HttpHeaderConfig(String httpHeaderName, List<String> values) {
    public HttpHeaderConfig {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
