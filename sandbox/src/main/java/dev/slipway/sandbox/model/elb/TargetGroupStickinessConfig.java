package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** Whether a client stays with its group. */
public record TargetGroupStickinessConfig(
        @Nullable Boolean enabled, @Nullable Integer durationSeconds) {}
