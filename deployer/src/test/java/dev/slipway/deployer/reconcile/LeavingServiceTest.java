package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.Push;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that leaves Slipway: its file is removed, its hooks are taken off. */
class LeavingServiceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final String PARTITION = Keys.service(SHOP.name());
    private static final Digest DIGEST = new Digest("sha256:" + "a".repeat(64));

    private static final ReleaseState PREPARING =
            new ReleaseState.Preparing(NOON, Optional.empty(), Optional.empty(), Optional.empty());

    private final MapJournal journal = new MapJournal();
    private final Codec codec = new Codec();
    private final Store store = new Store(journal, codec);
    private final List<StartDeployment> updates = new ArrayList<>();
    private final List<ParameterView> admin = new ArrayList<>();
    private final List<ParameterView> commands = new ArrayList<>();
    private final TreeMap<ServiceName, ServiceSpec> configured = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<DeploymentView> waiting = new ArrayList<>();
    private int hooks = 2;
    private String status = "ACTIVE";
    private int tokens;

    @Test
    void losesItsHooksAndNothingElse() {
        configured.put(SHOP.name(), SHOP);
        stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)));
        admin.add(written("admin", "detach"));

        look(Look.COMMAND);
        look(Look.EVENT);

        assertThat(updates)
                .containsExactly(new StartDeployment(
                        SHOP.cluster(),
                        SHOP.service(),
                        "",
                        SHOP.strategy(),
                        SHOP.circuitBreaker(),
                        SHOP.alarms().names(),
                        List.of()));
        assertThat(state().detachment().map(Detachment::isDone)).contains(true);
        assertThat(state().hold().orElseThrow().by()).isEqualTo("ann");
    }

    @Test
    void isDetachedAtOnceIfItWasDeleted() {
        configured.put(SHOP.name(), SHOP);
        stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)));
        admin.add(written("admin", "detach"));
        status = "INACTIVE";

        look(Look.COMMAND);

        assertThat(updates).isEmpty();
        assertThat(state().detachment().map(Detachment::isDone)).contains(true);
    }

    @Test
    void losesTheHooksOnceMoreThatALateCallBroughtBack() {
        configured.put(SHOP.name(), SHOP);
        stored(detached(NOON.minusSeconds(1200)));

        look(Look.EVENT);
        look(Look.EVENT);

        assertThat(updates).extracting(StartDeployment::hooks).containsExactly(List.of());
        assertThat(state().detachment())
                .isEqualTo(detached(NOON.minusSeconds(1200)).detachment());
    }

    @Test
    void keepsTheHooksThatSomeoneGaveItLater() {
        configured.put(SHOP.name(), SHOP);
        stored(detached(NOON.minusSeconds(3600)));

        look(Look.EVENT);

        assertThat(updates).isEmpty();
    }

    @Test
    void isStillSweptForAWhileThoughItsFileIsGone() {
        remembered();
        stored(detached(NOON.minusSeconds(1200)));

        sweep();

        assertThat(updates).extracting(StartDeployment::hooks).containsExactly(List.of());
    }

    @Test
    void isSweptNoMoreInTheEnd() {
        remembered();
        stored(detached(NOON.minusSeconds(3600)));

        sweep();

        assertThat(asked).doesNotContain("describeServices");
    }

    @Test
    void isNotDetachedByAnotherWhileOneIsAboutToDoIt() {
        configured.put(SHOP.name(), SHOP);
        var detachment = new Detachment("ann", NOON, Optional.empty(), false)
                .intending(new Intent(new Effect.Detach(), "another's", NOON.plusSeconds(20)));
        stored(ServiceState.unseen(SHOP.name(), NOON)
                .change()
                .detachment(Optional.of(detachment))
                .done());

        look(Look.EVENT);

        assertThat(updates).isEmpty();
    }

    @Test
    void keepsItsHooksUntilWhatWaitsAtThemIsJudged() {
        configured.put(SHOP.name(), SHOP);
        stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)));
        admin.add(written("admin", "detach"));
        waiting.add(deployment(
                DeploymentStatus.IN_PROGRESS,
                List.of(new DeploymentView.HookView("hook", "AWAITING_ACTION", Optional.empty()))));

        look(Look.COMMAND);

        assertThat(updates).isEmpty();
        assertThat(state().release().map(Release::trigger))
                .contains(new Trigger.Foreign("deployment", Optional.empty()));
    }

    /** ECS says STOPPED of what somebody else's deployment replaced, and of what went with its service. */
    @ParameterizedTest
    @CsvSource({"ACTIVE, REPLACED, REPLACED_BY_OTHER", "DRAINING, FAILED, ECS_FAILED"})
    void isKnownFromOneThatSomebodyElseDeploysTo(String ofService, ReleaseState.Kind kind, EndClass because) {
        configured.put(SHOP.name(), SHOP);
        stored(inFlight(
                PREPARING,
                new ReleaseState.Starting(NOON, new ReleaseState.Rendering("hash", "shop", 6), "shop:7"),
                new ReleaseState.Rolling(NOON, new ReleaseState.Pin("deployment", "shop:7"), Optional.empty())));
        waiting.add(deployment(DeploymentStatus.STOPPED, List.of()));
        status = ofService;

        look(Look.EVENT);

        Release ended = codec.read(
                journal.get(PARTITION, Keys.release(id(2))).orElseThrow().body(), Release.class);
        assertThat(ended.state())
                .isInstanceOfSatisfying(
                        ReleaseState.Ended.class,
                        end -> assertThat(List.of(end.kind(), end.because().orElseThrow()))
                                .containsExactly(kind, because));
    }

    @Test
    void isStillObeyedWhenItsFileIsRemoved() {
        remembered();
        stored(inFlight(PREPARING));
        commands.add(written("command", "rollback"));

        look(Look.COMMAND);

        assertThat(state().release()).isEmpty();
        assertThat(state().lastAnswers().getLast().accepted()).isTrue();
    }

    @Test
    void startsNothingByItselfWhenItsFileIsRemoved() {
        remembered();
        stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)));

        look(Look.at(new Push(SHOP.image().repository(), "v1", DIGEST, NOON)));

        assertThat(state().queue()).isEmpty();
        assertThat(state().release()).isEmpty();
    }

    @Test
    void isTooOldToBeKnownIfAnEarlierVersionDidNotKeepItsFile() {
        journal.with(Keys.SERVICES, SHOP.name().value(), "{}");
        stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)));
        commands.add(written("command", "hold"));

        look(Look.COMMAND);

        assertThat(state().hold()).isEmpty();
    }

    private static DeploymentView deployment(DeploymentStatus status, List<DeploymentView.HookView> hooks) {
        return new DeploymentView(
                "deployment",
                status,
                Optional.empty(),
                Optional.of("POST_TEST_TRAFFIC_SHIFT"),
                NOON.minusSeconds(60),
                Optional.of("revision"),
                List.of(),
                hooks,
                Optional.empty(),
                Optional.empty());
    }

    private void remembered() {
        var config = new ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
        new KnownServices(ports(), store, codec).remember(SHOP, config, "");
    }

    private static ServiceState detached(Instant since) {
        return ServiceState.unseen(SHOP.name(), NOON.minusSeconds(7200))
                .change()
                .detachment(Optional.of(new Detachment("ann", since, Optional.empty(), true)))
                .done();
    }

    private static ServiceState inFlight(ReleaseState... states) {
        var image = Image.of(SHOP.image().repository(), DIGEST, "v1");
        var release = Release.queued(id(2), new Trigger.Push("v1", NOON), image, NOON);
        for (ReleaseState state : states) {
            release = release.to(state, NOON, "its turn");
        }
        return ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60))
                .change()
                .release(Optional.of(release))
                .done();
    }

    private void stored(ServiceState state) {
        var frozen = codec.write(new Frozen(SHOP, Optional.empty()));
        journal.with(PARTITION, Keys.config("frozen"), frozen);
        var kept = state.release()
                .map(release -> state.change()
                        .release(Optional.of(release.frozen("frozen", "", false)))
                        .done())
                .orElse(state);
        journal.with(PARTITION, Keys.STATE, codec.write(kept.change().version(1).done()));
    }

    private ServiceState state() {
        return store.load(SHOP.name()).orElseThrow();
    }

    private void look(Look look) {
        new Reconciler(ports(), "slipway", Lease.DEFAULT).look(SHOP.name(), look);
    }

    private void sweep() {
        new Sweep(ports(), new Reconciler(ports(), "slipway", Lease.DEFAULT), "slipway").all();
    }

    private static ParameterView written(String channel, String command) {
        return new ParameterView("/slipway/" + channel + "/shop-api", command, 1, NOON, Optional.of("ann"));
    }

    private static ReleaseId id(int number) {
        return new ReleaseId("%026d".formatted(number));
    }

    private Ports ports() {
        return ScriptedPorts.of(journal, this::answer);
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
        asked.add(call);
        return switch (call) {
            case "now" -> NOON;
            case "token" -> "token-" + ++tokens;
            case "release" -> id(100 + ++tokens);
            case "current" ->
                type == ConfigSource.class
                        ? new ConfigSet("hash", configured, new TreeMap<>(), new TreeMap<>(), List.of())
                        : List.of();
            case "history" -> {
                String name = arguments.getFirst().toString();
                yield name.contains("/admin/") ? admin : name.endsWith("/all") ? List.of() : commands;
            }
            case "put" -> 1L;
            case "announce", "send" -> Optional.empty();
            case "describeServices" ->
                List.of(new ServiceView(
                        "arn",
                        "shop",
                        status,
                        "ECS",
                        1,
                        "td:1",
                        waiting.stream().map(DeploymentView::arn).findFirst(),
                        List.of(),
                        List.of(),
                        hooks,
                        Instant.EPOCH));
            case "describeServiceDeployments" -> waiting;
            case "describeServiceRevisions" -> List.of(new RevisionView("revision", "shop:7", List.of(), List.of()));
            case "describeTaskDefinition" ->
                Optional.of(new Ecs.TaskDefinition("shop", JsonNodeFactory.instance.objectNode(), new TreeMap<>()));
            case "listTasks" -> throw PortFailure.throttled("ecs:ListTasks", "Rate exceeded");
            case "listServiceDeployments" -> List.of();
            case "repositoryUri" -> Optional.empty();
            case "updateService" -> {
                updates.add((StartDeployment) arguments.getFirst());
                hooks = 0;
                yield new Sent.TooLate<Void>();
            }
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }
}
