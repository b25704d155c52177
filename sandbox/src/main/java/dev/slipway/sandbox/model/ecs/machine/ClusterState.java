package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.ecs.CreateCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster and its services by name, deleted ones included until their name is taken again. */
final class ClusterState {
    final String name;
    final String arn;
    final @Nullable JsonNode settings;
    final @Nullable JsonNode configuration;
    final List<String> capacityProviders;
    final @Nullable JsonNode defaultCapacityProviderStrategy;
    final Map<String, ServiceState> services = new LinkedHashMap<>();
    List<Tag> tags;
    boolean isActive = true;

    ClusterState(String name, String arn, CreateCluster call) {
        this.name = name;
        this.arn = arn;
        this.settings = call.settings();
        this.configuration = call.configuration();
        this.capacityProviders = call.capacityProviders();
        this.defaultCapacityProviderStrategy = call.defaultCapacityProviderStrategy();
        this.tags = call.tags();
    }
}
