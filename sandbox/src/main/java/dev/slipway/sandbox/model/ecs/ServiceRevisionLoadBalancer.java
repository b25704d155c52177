package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** The target group a revision's tasks are in. */
public record ServiceRevisionLoadBalancer(
        String targetGroupArn, @Nullable String productionListenerRule) {}
