package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster as AWS shows it. */
public record Cluster(
        String clusterArn,
        String clusterName,
        String status,
        int registeredContainerInstancesCount,
        int runningTasksCount,
        int pendingTasksCount,
        int activeServicesCount,
        List<JsonNode> statistics,
        List<Tag> tags,
        @Nullable JsonNode settings,
        @Nullable JsonNode configuration,
        List<String> capacityProviders,
        @Nullable JsonNode defaultCapacityProviderStrategy) {
    public Cluster {
        statistics = statistics == null ? List.of() : List.copyOf(statistics);
        tags = tags == null ? List.of() : List.copyOf(tags);
        capacityProviders = capacityProviders == null ? List.of() : List.copyOf(capacityProviders);
    }
}
