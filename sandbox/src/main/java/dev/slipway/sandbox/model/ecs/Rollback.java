package dev.slipway.sandbox.model.ecs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why, since when and to which revision a deployment rolls back. */
public record Rollback(
        String reason, Instant startedAt, @Nullable String serviceRevisionArn) {}
