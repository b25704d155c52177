package dev.slipway.sandbox.model.ecs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A window of time. */
public record CreatedAt(@Nullable Instant before, @Nullable Instant after) {}
