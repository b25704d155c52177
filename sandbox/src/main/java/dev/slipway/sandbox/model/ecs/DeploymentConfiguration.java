package dev.slipway.sandbox.model.ecs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a service is deployed. */
public record DeploymentConfiguration(
        @Nullable String strategy,
        @Nullable Integer bakeTimeInMinutes,
        @Nullable List<DeploymentLifecycleHook> lifecycleHooks,
        @Nullable CanaryConfiguration canaryConfiguration,
        @Nullable LinearConfiguration linearConfiguration,
        @Nullable Integer maximumPercent,
        @Nullable Integer minimumHealthyPercent,
        @Nullable DeploymentAlarms alarms,
        @Nullable DeploymentCircuitBreaker deploymentCircuitBreaker) {
    public DeploymentConfiguration {
        lifecycleHooks = lifecycleHooks == null ? null : List.copyOf(lifecycleHooks);
    }
}
