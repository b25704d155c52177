package dev.slipway.sandbox.model.elb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request must be like. {@code values} is the older form of the config's values. */
public record RuleCondition(
        @Nullable String field,
        List<String> values,
        @Nullable HostHeaderConfig hostHeaderConfig,
        @Nullable PathPatternConfig pathPatternConfig,
        @Nullable HttpHeaderConfig httpHeaderConfig,
        @Nullable HttpRequestMethodConfig httpRequestMethodConfig) {
    public RuleCondition {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
