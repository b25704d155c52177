package dev.slipway.sandbox.model.ecs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deployment in a list. */
public record ServiceDeploymentBrief(
        String serviceDeploymentArn,
        String serviceArn,
        String clusterArn,
        @Nullable Instant startedAt,
        Instant createdAt,
        @Nullable Instant finishedAt,
        String targetServiceRevisionArn,
        String status,
        @Nullable String statusReason) {}
