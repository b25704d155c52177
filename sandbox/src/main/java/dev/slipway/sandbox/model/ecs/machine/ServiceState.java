package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import dev.slipway.sandbox.model.ecs.LoadBalancer;
import dev.slipway.sandbox.model.ecs.ServiceEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An ECS service: what is wanted, what runs, and its deployments so far. */
final class ServiceState {
    static final int EVENTS_KEPT = 100;

    final ClusterState cluster;
    final String name;
    final String arn;
    final Instant createdAt;
    final Deque<ServiceEvent> events = new ArrayDeque<>();
    final List<DeploymentState> deployments = new ArrayList<>();
    final List<TaskState> tasks = new ArrayList<>();
    /** When it is to be looked at again. */
    final TreeSet<Instant> looks = new TreeSet<>();

    String status = "ACTIVE";
    int desiredCount;
    TaskDefinitionState taskDefinition;
    DeploymentConfiguration configuration;
    List<LoadBalancer> loadBalancers;
    List<Tag> tags = List.of();

    @Nullable
    String launchType;

    @Nullable
    String platformVersion;

    @Nullable
    JsonNode capacityProviderStrategy;

    @Nullable
    JsonNode networkConfiguration;

    @Nullable
    JsonNode placementConstraints;

    @Nullable
    JsonNode placementStrategy;

    @Nullable
    Integer healthCheckGracePeriodSeconds;

    @Nullable
    String role;

    @Nullable
    String clientToken;

    boolean managedTags;
    boolean executeCommand;
    String propagateTags = "NONE";
    String zoneRebalancing = "DISABLED";

    /** The revision that has the production traffic; none before the first deployment has brought one there. */
    @Nullable
    RevisionState serving;

    boolean everSuccessful;
    boolean isSteady;

    ServiceState(
            ClusterState cluster,
            String name,
            String arn,
            TaskDefinitionState taskDefinition,
            DeploymentConfiguration configuration,
            List<LoadBalancer> loadBalancers,
            Instant createdAt) {
        this.cluster = cluster;
        this.name = name;
        this.arn = arn;
        this.taskDefinition = taskDefinition;
        this.configuration = configuration;
        this.loadBalancers = loadBalancers;
        this.createdAt = createdAt;
    }

    boolean isActive() {
        return "ACTIVE".equals(status);
    }

    /** Deployments that have not ended, oldest first. */
    List<DeploymentState> unfinished() {
        return deployments.stream()
                .filter(deployment -> !deployment.status.isTerminal())
                .toList();
    }

    Optional<DeploymentState> newest() {
        return deployments.isEmpty() ? Optional.empty() : Optional.of(deployments.get(deployments.size() - 1));
    }

    /** Every revision that has or wants tasks, oldest first. */
    List<RevisionState> activeRevisions() {
        var active = new ArrayList<RevisionState>();
        for (DeploymentState deployment : deployments) {
            if (deployment.target.wanted > 0 || tasks.stream().anyMatch(task -> task.isOf(deployment.target))) {
                active.add(deployment.target);
            }
        }
        return active;
    }
}
