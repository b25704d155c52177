package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** A revision's share in a deployment; weights are percentages, absent for plain rolling deployments. */
public record ServiceRevisionSummary(
        String arn,
        int requestedTaskCount,
        int runningTaskCount,
        int pendingTaskCount,
        @Nullable Double requestedTestTrafficWeight,
        @Nullable Double requestedProductionTrafficWeight) {}
