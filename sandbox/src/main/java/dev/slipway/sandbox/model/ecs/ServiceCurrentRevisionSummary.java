package dev.slipway.sandbox.model.ecs;

/** How many tasks of a revision there are. */
public record ServiceCurrentRevisionSummary(
        String arn, int requestedTaskCount, int runningTaskCount, int pendingTaskCount) {}
