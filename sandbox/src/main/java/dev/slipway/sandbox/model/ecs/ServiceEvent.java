package dev.slipway.sandbox.model.ecs;

import java.time.Instant;

/** One line of a service's event stream. */
public record ServiceEvent(String id, Instant createdAt, String message) {}
