package dev.slipway.sandbox.model.elb;

import java.util.List;

/** Methods, exactly. */
public record HttpRequestMethodConfig(List<String> values) {
    public HttpRequestMethodConfig {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
