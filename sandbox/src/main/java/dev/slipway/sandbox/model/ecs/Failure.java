package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** Why one of several things asked for was not answered. */
public record Failure(
        @Nullable String arn, String reason, @Nullable String detail) {}
