package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A service of which ECS shows what each test deploys there, and what is remembered after a look at it. */
abstract class AdoptionStage {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final ServiceSpec SPEC = Specs.shopApi().build();
    static final ConfigSource.ConfigSet CONFIG =
            new ConfigSource.ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
    static final ServiceState UNSEEN = ServiceState.unseen(SPEC.name(), NOON);

    /** The newest first, as ECS lists them. */
    final List<DeploymentView> deployments = new ArrayList<>();

    final MapJournal journal = new MapJournal();
    /** Of whatever task definition is asked about. */
    final TreeMap<String, String> tags = new TreeMap<>();

    int releases;
    Instant made = Instant.EPOCH;

    void paused(String taskDefinition) {
        deployed(taskDefinition, DeploymentStatus.IN_PROGRESS);
        DeploymentView running = deployments.removeFirst();
        deployments.addFirst(new DeploymentView(
                running.arn(),
                running.status(),
                running.statusReason(),
                Optional.of("POST_TEST_TRAFFIC_SHIFT"),
                running.createdAt(),
                running.targetRevisionArn(),
                running.sourceRevisionArns(),
                List.of(new DeploymentView.HookView("hook", "AWAITING_ACTION", Optional.empty())),
                running.rollbackRevisionArn(),
                running.finishedAt()));
    }

    void deployed(String taskDefinition, DeploymentStatus status, String... replaced) {
        deployments.addFirst(new DeploymentView(
                "deployment of " + taskDefinition,
                status,
                Optional.empty(),
                Optional.empty(),
                NOON.plusSeconds(deployments.size()),
                Optional.of(taskDefinition),
                List.of(replaced),
                List.of(),
                status == DeploymentStatus.ROLLBACK_SUCCESSFUL
                        ? Optional.of(replaced[replaced.length - 1])
                        : Optional.empty(),
                Optional.empty()));
    }

    Release released(int number, ReleaseState.Kind end) {
        return released(number, end, new Image("shop/api", Optional.empty(), Optional.empty()));
    }

    Release released(int number, ReleaseState.Kind end, Image image) {
        var id = new ReleaseId("%026d".formatted(number));
        var ended =
                new ReleaseState.Ended(NOON, end, Optional.empty(), ReleaseState.Production.UNCHANGED, "it is over");
        var release = Release.met(
                        id,
                        new Trigger.Foreign("deployment", Optional.empty()),
                        image,
                        "td",
                        new ReleaseState.Pin("deployment", "shop:2"),
                        NOON)
                .frozen("", "", false);
        var over = new Release(
                release.id(),
                release.trigger(),
                release.image(),
                NOON,
                "",
                "",
                "",
                false,
                ended,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
        journal.put(
                new Journal.Item(
                        Keys.service(SPEC.name()), Keys.release(id), new Codec().write(over), 1, "", Optional.empty()),
                new Journal.Condition.None());
        return over;
    }

    ServiceState adopt(ServiceState state) {
        return adopt(state, Optional.empty());
    }

    ServiceState adopt(ServiceState state, Optional<String> goneOver) {
        return adoption().adopt(state, SPEC, CONFIG, goneOver);
    }

    Adoption adoption() {
        var codec = new Codec();
        var store = new Store(journal, codec);
        return new Adoption(
                ScriptedPorts.of(journal, this::answer), store, codec, new Freezer(store, codec), new Standing());
    }

    /** Revisions go by the name of their task definition here. */
    Object answer(Class<?> port, String call, List<Object> arguments) {
        return switch (call) {
            case "now" -> NOON;
            case "release" -> new ReleaseId("%026d".formatted(++releases));
            case "describeServices" -> List.of(service());
            case "listServiceDeployments" ->
                deployments.stream().map(DeploymentView::arn).toList();
            case "describeServiceDeployments" ->
                deployments.stream()
                        .filter(one -> arguments.getFirst() instanceof List<?> arns && arns.contains(one.arn()))
                        .toList();
            case "describeServiceRevisions" ->
                ((List<?>) arguments.getFirst())
                        .stream().map(arn -> revision(arn.toString())).toList();
            case "describeTag" ->
                Optional.of(new ImageView(
                        digestOf("shop:1"), List.of(), NOON, Optional.empty(), Optional.empty(), Optional.empty()));
            case "describeTaskDefinition" ->
                Optional.of(new Ecs.TaskDefinition("shop", JsonNodeFactory.instance.objectNode(), tags));
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    static RevisionView revision(String taskDefinition) {
        String digest = digestOf(taskDefinition).value();
        var image = new RevisionView.ContainerImage("app", "registry.test/shop/api@" + digest, Optional.of(digest));
        return new RevisionView(taskDefinition, taskDefinition, List.of(image), List.of());
    }

    static Digest digestOf(String taskDefinition) {
        return new Digest("sha256:" + taskDefinition.substring("shop:".length()).repeat(64));
    }

    ServiceView service() {
        return new ServiceView(
                "service",
                "shop-api",
                "ACTIVE",
                "ECS",
                1,
                "",
                Optional.of(deployments.getFirst().arn()),
                List.of(),
                List.of(),
                0,
                made);
    }
}
