package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** The two steps of a canary deployment. */
public record CanaryConfiguration(
        @Nullable Double canaryPercent, @Nullable Integer canaryBakeTimeInMinutes) {}
