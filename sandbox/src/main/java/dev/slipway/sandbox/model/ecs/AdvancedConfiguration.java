package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** What a blue/green, canary or linear deployment needs of the load balancer. */
public record AdvancedConfiguration(
        @Nullable String alternateTargetGroupArn,
        @Nullable String productionListenerRule,
        @Nullable String testListenerRule,
        @Nullable String roleArn) {}
