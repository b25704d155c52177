package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** Which container's port belongs to which target groups and rules. */
public record LoadBalancer(
        @Nullable String targetGroupArn,
        @Nullable String loadBalancerName,
        @Nullable String containerName,
        @Nullable Integer containerPort,
        @Nullable AdvancedConfiguration advancedConfiguration) {}
