package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.ecs.Cluster;
import dev.slipway.sandbox.model.ecs.CreateCluster;
import dev.slipway.sandbox.model.ecs.DeleteCluster;
import dev.slipway.sandbox.model.ecs.DescribeClusters;
import dev.slipway.sandbox.model.ecs.Failure;
import dev.slipway.sandbox.model.ecs.ListClusters;
import dev.slipway.sandbox.model.ecs.PutClusterCapacityProviders;
import dev.slipway.sandbox.model.ecs.UpdateCluster;
import dev.slipway.sandbox.model.ecs.UpdateClusterSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clusters, and what is in them by name. */
final class Clusters {
    /** What every cluster may run on; other providers are the user's own, and none can be made here. */
    private static final List<String> FARGATE = List.of("FARGATE", "FARGATE_SPOT");

    private final Surroundings around;
    private final Map<String, ClusterState> byName = new LinkedHashMap<>();

    Clusters(Surroundings around) {
        this.around = around;
    }

    void register(Handlers handlers) {
        handlers.on(CreateCluster.class, this::create);
        handlers.on(DescribeClusters.class, this::describe);
        handlers.on(ListClusters.class, this::list);
        handlers.on(DeleteCluster.class, this::delete);
        handlers.on(PutClusterCapacityProviders.class, this::provide);
        handlers.on(UpdateCluster.class, this::update);
        handlers.on(UpdateClusterSettings.class, this::set);
    }

    /**
     * The cluster of a name or ARN; {@code default} if absent.
     *
     * @throws AwsRefusal if there is none
     */
    ClusterState cluster(@Nullable String nameOrArn) {
        return known(nameOrArn).orElseThrow(() -> AwsRefusal.client("ClusterNotFoundException", "Cluster not found."));
    }

    private Optional<ClusterState> known(@Nullable String nameOrArn) {
        String name = last(requireNonNullElse(nameOrArn, "default"));
        return Optional.ofNullable(byName.get(name)).filter(cluster -> cluster.isActive);
    }

    /**
     * The service of a name or ARN, deleted ones included.
     *
     * @throws AwsRefusal if there is no such cluster
     */
    Optional<ServiceState> service(@Nullable String cluster, String nameOrArn) {
        return Optional.ofNullable(cluster(cluster).services.get(last(nameOrArn)));
    }

    /** Every service there is, deleted ones included. */
    Stream<ServiceState> services() {
        return byName.values().stream().flatMap(cluster -> cluster.services.values().stream());
    }

    Optional<ClusterState> byArn(String arn) {
        return byName.values().stream()
                .filter(cluster -> cluster.arn.equals(arn))
                .findFirst();
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private CreateCluster.Result create(CreateCluster call, Instant now) {
        String name = requireNonNullElse(call.clusterName(), "default");
        var cluster = byName.get(name);
        if (cluster == null || !cluster.isActive) {
            cluster = new ClusterState(name, around.arn("cluster/" + name), call);
            byName.put(name, cluster);
        }
        return new CreateCluster.Result(shown(cluster, true));
    }

    private PutClusterCapacityProviders.Result provide(PutClusterCapacityProviders call, Instant now) {
        ClusterState cluster = cluster(call.cluster());
        for (String provider : call.capacityProviders()) {
            if (!FARGATE.contains(provider)) {
                throw AwsRefusal.client(
                        "InvalidParameterException",
                        "The specified capacity provider '" + provider
                                + "' was not found. Specify a valid name or ARN and try again.");
            }
        }
        cluster.capacityProviders = call.capacityProviders();
        cluster.defaultCapacityProviderStrategy = call.defaultCapacityProviderStrategy();
        return new PutClusterCapacityProviders.Result(shown(cluster, true));
    }

    private UpdateCluster.Result update(UpdateCluster call, Instant now) {
        ClusterState cluster = cluster(call.cluster());
        if (call.settings() != null) {
            cluster.settings = call.settings();
        }
        if (call.configuration() != null) {
            cluster.configuration = call.configuration();
        }
        return new UpdateCluster.Result(shown(cluster, true));
    }

    private UpdateClusterSettings.Result set(UpdateClusterSettings call, Instant now) {
        ClusterState cluster = cluster(call.cluster());
        cluster.settings = call.settings();
        return new UpdateClusterSettings.Result(shown(cluster, true));
    }

    private DescribeClusters.Result describe(DescribeClusters call, Instant now) {
        var clusters = new ArrayList<Cluster>();
        var failures = new ArrayList<Failure>();
        for (String asked : call.clusters().isEmpty() ? List.of("default") : call.clusters()) {
            known(asked)
                    .ifPresentOrElse(
                            cluster ->
                                    clusters.add(shown(cluster, call.include().contains("TAGS"))),
                            () -> failures.add(new Failure(around.arn("cluster/" + last(asked)), "MISSING", null)));
        }
        return new DescribeClusters.Result(clusters, failures);
    }

    private ListClusters.Result list(ListClusters call, Instant now) {
        var arns = byName.values().stream()
                .filter(cluster -> cluster.isActive)
                .map(cluster -> cluster.arn)
                .toList();
        var page = Paging.page(arns, call.maxResults(), call.nextToken(), 100);
        return new ListClusters.Result(page.items(), page.next());
    }

    private DeleteCluster.Result delete(DeleteCluster call, Instant now) {
        var cluster = cluster(call.cluster());
        if (cluster.services.values().stream().anyMatch(service -> !service.status.equals("INACTIVE"))) {
            throw AwsRefusal.client(
                    "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        }
        if (cluster.allTasks().anyMatch(task -> !task.isStopped())) {
            throw AwsRefusal.client(
                    "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
        }
        cluster.isActive = false;
        return new DeleteCluster.Result(shown(cluster, true));
    }

    private static Cluster shown(ClusterState cluster, boolean withTags) {
        var tasks = cluster.allTasks().toList();
        return new Cluster(
                cluster.arn,
                cluster.name,
                cluster.isActive ? "ACTIVE" : "INACTIVE",
                0,
                (int) tasks.stream().filter(TaskState::isRunning).count(),
                (int) tasks.stream().filter(Views::isPending).count(),
                (int) cluster.services.values().stream()
                        .filter(ServiceState::isActive)
                        .count(),
                List.of(),
                withTags ? cluster.tags : List.of(),
                cluster.settings,
                cluster.configuration,
                cluster.capacityProviders,
                cluster.defaultCapacityProviderStrategy);
    }
}
