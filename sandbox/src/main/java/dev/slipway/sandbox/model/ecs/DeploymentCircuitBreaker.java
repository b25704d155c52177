package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** When tasks that fail to start end a deployment. */
public record DeploymentCircuitBreaker(
        boolean enable,
        boolean rollback,
        @Nullable Boolean resetOnHealthyTask,
        @Nullable ThresholdConfiguration thresholdConfiguration) {}
