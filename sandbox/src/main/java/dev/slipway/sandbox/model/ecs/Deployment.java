package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of a service's {@code deployments}: the older view of what runs and what is to run. */
public record Deployment(
        String id,
        String status,
        String taskDefinition,
        int desiredCount,
        int pendingCount,
        int runningCount,
        int failedTasks,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String launchType,
        @Nullable String platformVersion,
        @Nullable String platformFamily,
        @Nullable JsonNode networkConfiguration,
        @Nullable String rolloutState,
        @Nullable String rolloutStateReason) {}
