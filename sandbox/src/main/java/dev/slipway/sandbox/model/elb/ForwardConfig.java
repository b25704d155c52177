package dev.slipway.sandbox.model.elb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between which groups requests are shared out. */
public record ForwardConfig(
        List<TargetGroupTuple> targetGroups, @Nullable TargetGroupStickinessConfig targetGroupStickinessConfig) {
    public ForwardConfig {
        targetGroups = targetGroups == null ? List.of() : List.copyOf(targetGroups);
    }
}
