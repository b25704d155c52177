package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment brings into being: task definition, resolved images, target groups. */
public record ServiceRevision(
        String serviceRevisionArn,
        String serviceArn,
        String clusterArn,
        String taskDefinition,
        @Nullable JsonNode capacityProviderStrategy,
        @Nullable String launchType,
        @Nullable String platformVersion,
        @Nullable String platformFamily,
        List<LoadBalancer> loadBalancers,
        @Nullable JsonNode networkConfiguration,
        List<ContainerImage> containerImages,
        boolean guardDutyEnabled,
        Instant createdAt,
        @Nullable ResolvedConfiguration resolvedConfiguration) {
    public ServiceRevision {
        loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        containerImages = containerImages == null ? List.of() : List.copyOf(containerImages);
    }
}
