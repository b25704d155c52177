package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service as AWS shows it. */
public record Service(
        String serviceArn,
        String serviceName,
        String clusterArn,
        List<LoadBalancer> loadBalancers,
        List<JsonNode> serviceRegistries,
        String status,
        int desiredCount,
        int runningCount,
        int pendingCount,
        @Nullable String launchType,
        @Nullable JsonNode capacityProviderStrategy,
        @Nullable String platformVersion,
        @Nullable String platformFamily,
        String taskDefinition,
        DeploymentConfiguration deploymentConfiguration,
        List<Deployment> deployments,
        @Nullable String roleArn,
        List<ServiceEvent> events,
        Instant createdAt,
        @Nullable String currentServiceDeployment,
        List<ServiceCurrentRevisionSummary> currentServiceRevisions,
        @Nullable JsonNode placementConstraints,
        @Nullable JsonNode placementStrategy,
        @Nullable JsonNode networkConfiguration,
        @Nullable Integer healthCheckGracePeriodSeconds,
        String schedulingStrategy,
        DeploymentController deploymentController,
        List<Tag> tags,
        @Nullable String createdBy,
        boolean enableECSManagedTags,
        String propagateTags,
        boolean enableExecuteCommand,
        String availabilityZoneRebalancing) {
    public Service {
        loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        serviceRegistries = serviceRegistries == null ? List.of() : List.copyOf(serviceRegistries);
        deployments = deployments == null ? List.of() : List.copyOf(deployments);
        events = events == null ? List.of() : List.copyOf(events);
        currentServiceRevisions = currentServiceRevisions == null ? List.of() : List.copyOf(currentServiceRevisions);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
