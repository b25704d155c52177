package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** The equal steps of a linear deployment. */
public record LinearConfiguration(
        @Nullable Double stepPercent, @Nullable Integer stepBakeTimeInMinutes) {}
