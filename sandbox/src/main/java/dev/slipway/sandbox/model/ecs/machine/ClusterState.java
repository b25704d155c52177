package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.ecs.CreateCluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster and its services by name, deleted ones included until their name is taken again. */
final class ClusterState {
    final String name;
    final String arn;
    final Map<String, ServiceState> services = new LinkedHashMap<>();
    /** Tasks that belong to no service. */
    final List<TaskState> tasks = new ArrayList<>();

    @Nullable
    JsonNode settings;

    @Nullable
    JsonNode configuration;

    List<String> capacityProviders;

    @Nullable
    JsonNode defaultCapacityProviderStrategy;

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

    /** Those of its services, and those that belong to none. */
    Stream<TaskState> allTasks() {
        return Stream.concat(services.values().stream().flatMap(service -> service.tasks.stream()), tasks.stream());
    }
}
