package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import dev.slipway.deployer.release.ReleaseState.Starting;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.TemplateSeen;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.release.Wake;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One look at a service without a load balancer, whose deployment waits at its test gate. */
abstract class TurnStage {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final ServiceSpec SHOP =
            Specs.shopApi().gates(Specs.gate(GateKind.TEST)).build();
    static final ServiceSpec APPROVED =
            Specs.shopApi().gates(Specs.approvedGate(GateKind.TEST)).build();
    static final String PARTITION = Keys.service(SHOP.name());
    static final ReleaseId RELEASE = id(2);
    static final Image IMAGE = Image.of("shop/api", new Digest("sha256:" + "02".repeat(32)), "v2");
    static final ReleaseState.Pin PIN = new ReleaseState.Pin("deployment", "shop:7");

    final MapJournal journal = new MapJournal();
    final Codec codec = new Codec();
    final Store store = new Store(journal, codec);
    /** What was sent to ECS. */
    final List<String> sent = new ArrayList<>();

    final TreeMap<ServiceName, ServiceSpec> configured = new TreeMap<>();
    Optional<PortFailure> trouble = Optional.empty();
    Optional<DeploymentView> shown = Optional.of(waiting());
    /** What ECS shows once somebody else has answered the hook, whose answer ours is too late for. */
    Optional<DeploymentView> shownAfterTheirs = Optional.empty();

    String status = "ACTIVE";
    Instant now = NOON;
    int tokens;

    TurnStage() {
        configured.put(SHOP.name(), SHOP);
    }

    static Rolling rolling() {
        return new Rolling(NOON, PIN, Optional.empty());
    }

    static AtGate judged(Verdict verdict) {
        var visit = new GateVisit(
                "hook-1",
                GateKind.TEST,
                1,
                NOON,
                Optional.empty(),
                1,
                0,
                Optional.empty(),
                Optional.of(new GateVisit.Judgement(verdict, "3 tests", NOON)));
        return new AtGate(NOON, PIN, visit);
    }

    static ServiceState inFlight(ReleaseState state) {
        var release = Release.queued(RELEASE, new Trigger.Push("v2", NOON), IMAGE, NOON)
                .to(new Preparing(NOON, Optional.empty(), Optional.empty(), Optional.empty()), NOON, "its turn")
                .to(
                        new Starting(NOON, new ReleaseState.Rendering("hash", "shop", 6), "shop:7"),
                        NOON,
                        "registered shop:7")
                .to(rolling(), NOON, "ECS began");
        return seen().change()
                .release(Optional.of(state instanceof Rolling ? release : release.to(state, NOON, "a hook waits")))
                .done();
    }

    static ServiceState queued(Trigger trigger) {
        return seen().change()
                .queue(List.of(Release.queued(RELEASE, trigger, IMAGE, NOON)))
                .done();
    }

    static ServiceState seen() {
        return ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60))
                .change()
                .template(Optional.of(TemplateSeen.first("its-template", NOON)))
                .done();
    }

    void stored(ServiceState state, ServiceSpec frozen) {
        journal.with(PARTITION, Keys.config("frozen"), codec.write(new Frozen(frozen, Optional.empty())));
        var release = state.release().map(one -> one.frozen("frozen", "", false));
        journal.with(
                PARTITION,
                Keys.STATE,
                codec.write(state.change().release(release).version(1).done()));
    }

    /** As a sweep leaves it behind while the file is there. */
    void removed() {
        var config = new ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
        new KnownServices(ports(), store, codec).remember(SHOP, config, "");
        configured.clear();
    }

    static DeploymentView waiting() {
        var hook = new DeploymentView.HookView("hook-1", "AWAITING_ACTION", Optional.empty());
        return deployment(DeploymentStatus.IN_PROGRESS, GateKind.TEST.lifecycleStage(), List.of(hook));
    }

    static DeploymentView at(String stage) {
        return deployment(DeploymentStatus.IN_PROGRESS, stage, List.of());
    }

    static DeploymentView deployment(DeploymentStatus status, String stage, List<DeploymentView.HookView> hooks) {
        return new DeploymentView(
                "deployment",
                status,
                Optional.empty(),
                Optional.of(stage),
                NOON.minusSeconds(60),
                Optional.of("revision"),
                List.of(),
                hooks,
                Optional.empty(),
                Optional.empty());
    }

    ServiceState state() {
        return store.load(SHOP.name()).orElseThrow();
    }

    Release release() {
        return state().release().orElseThrow();
    }

    Ended ended() {
        return (Ended) store.release(SHOP.name(), RELEASE).orElseThrow().state();
    }

    Wake wake() {
        return state().wake().orElseThrow();
    }

    void lookAsWoken() {
        look(state().wake().map(due -> Look.wake(due.token())).orElse(Look.EVENT));
    }

    void look(Look look) {
        new Reconciler(ports(), "slipway", Lease.DEFAULT).look(SHOP.name(), look);
    }

    static ReleaseId id(int number) {
        return new ReleaseId("%026d".formatted(number));
    }

    Ports ports() {
        return ScriptedPorts.of(journal, this::answer);
    }

    Object answer(Class<?> type, String call, List<Object> arguments) {
        return switch (call) {
            case "now" -> now;
            case "token" -> "token-" + ++tokens;
            case "release" -> id(100 + ++tokens);
            case "current" ->
                type == ConfigSource.class
                        ? new ConfigSet("hash", configured, new TreeMap<>(), new TreeMap<>(), List.of())
                        : List.of();
            case "announce", "send", "repositoryUri" -> Optional.empty();
            case "describeServices" -> List.of(service());
            case "describeServiceDeployments" -> describe();
            case "describeServiceRevisions" -> List.of(new RevisionView("revision", "shop:7", List.of(), List.of()));
            case "describeTaskDefinition" ->
                Optional.of(new Ecs.TaskDefinition("shop", JsonNodeFactory.instance.objectNode(), new TreeMap<>()));
            case "listServiceDeployments" -> List.of();
            case "listTasks" -> throw PortFailure.throttled("ecs:ListTasks", "Rate exceeded");
            case "continueServiceDeployment" -> answered(arguments.get(1) + " " + arguments.get(2));
            case "stopServiceDeployment" -> {
                sent.add("stop " + arguments.getFirst());
                yield new Sent.Done<>("");
            }
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    List<DeploymentView> describe() {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return shown.stream().toList();
    }

    Sent<?> answered(String answer) {
        sent.add(answer);
        if (shownAfterTheirs.isPresent()) {
            shown = shownAfterTheirs;
            throw PortFailure.refused(
                    "ecs:ContinueServiceDeployment", "InvalidParameterException", "the hook does not await an action");
        }
        shown = Optional.of(at("PRODUCTION_TRAFFIC_SHIFT"));
        return new Sent.Done<>("");
    }

    ServiceView service() {
        return new ServiceView(
                "arn", "shop-api", status, "ECS", 1, "shop:6", shown.map(DeploymentView::arn), List.of(), List.of());
    }
}
