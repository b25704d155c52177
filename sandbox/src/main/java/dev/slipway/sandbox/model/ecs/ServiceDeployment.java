package dev.slipway.sandbox.model.ecs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A native deployment as AWS shows it (docs/aws.md, Reading deployments). */
public record ServiceDeployment(
        String serviceDeploymentArn,
        String serviceArn,
        String clusterArn,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant stoppedAt,
        Instant updatedAt,
        List<ServiceRevisionSummary> sourceServiceRevisions,
        ServiceRevisionSummary targetServiceRevision,
        String status,
        @Nullable String statusReason,
        @Nullable String lifecycleStage,
        List<DeploymentLifecycleHookDetail> lifecycleHookDetails,
        DeploymentConfiguration deploymentConfiguration,
        @Nullable Rollback rollback,
        ServiceDeploymentCircuitBreaker deploymentCircuitBreaker,
        ServiceDeploymentAlarms alarms) {
    public ServiceDeployment {
        sourceServiceRevisions = sourceServiceRevisions == null ? List.of() : List.copyOf(sourceServiceRevisions);
        lifecycleHookDetails = lifecycleHookDetails == null ? List.of() : List.copyOf(lifecycleHookDetails);
    }
}
