package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a deployment is to wait, or which function it is to ask. */
public record DeploymentLifecycleHook(
        @Nullable String targetType,
        @Nullable String hookTargetArn,
        @Nullable String roleArn,
        List<String> lifecycleStages,
        @Nullable JsonNode hookDetails,
        @Nullable HookTimeout timeoutConfiguration) {
    public DeploymentLifecycleHook {
        lifecycleStages = lifecycleStages == null ? List.of() : List.copyOf(lifecycleStages);
    }
}
