package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** A target's state and, unless healthy, why. */
public record TargetHealth(
        String state, @Nullable String reason, @Nullable String description) {}
