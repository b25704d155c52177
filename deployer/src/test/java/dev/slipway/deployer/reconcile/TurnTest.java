package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One look at a service without a load balancer, whose deployment waits at its test gate. */
class TurnTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP =
            Specs.shopApi().gates(Specs.gate(GateKind.TEST)).build();
    private static final ServiceSpec APPROVED =
            Specs.shopApi().gates(Specs.approvedGate(GateKind.TEST)).build();
    private static final String PARTITION = Keys.service(SHOP.name());
    private static final ReleaseId RELEASE = id(2);
    private static final Image IMAGE = Image.of("shop/api", new Digest("sha256:" + "02".repeat(32)), "v2");
    private static final ReleaseState.Pin PIN = new ReleaseState.Pin("deployment", "shop:7");

    private final MapJournal journal = new MapJournal();
    private final Codec codec = new Codec();
    private final Store store = new Store(journal, codec);
    /** What was sent to ECS. */
    private final List<String> sent = new ArrayList<>();

    private final TreeMap<ServiceName, ServiceSpec> configured = new TreeMap<>();
    private Optional<PortFailure> trouble = Optional.empty();
    private Optional<DeploymentView> shown = Optional.of(waiting());
    /** What ECS shows once somebody else has answered the hook, whose answer ours is too late for. */
    private Optional<DeploymentView> shownAfterTheirs = Optional.empty();

    private String status = "ACTIVE";
    private Instant now = NOON;
    private int tokens;

    TurnTest() {
        configured.put(SHOP.name(), SHOP);
    }

    @Nested
    class ThatCanNotBeMade {
        @Test
        void isTriedAgainAfterLongerEachTime() {
            stored(inFlight(rolling()), SHOP);
            trouble = Optional.of(PortFailure.throttled("ecs:DescribeServiceDeployments", "Rate exceeded"));

            var delays = new ArrayList<Duration>();
            for (int look = 1; look <= 4; look++) {
                lookAsWoken();
                delays.add(Duration.between(now, wake().at()));
                now = wake().at();
            }

            assertThat(delays).isSorted();
            assertThat(delays.getFirst()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
            assertThat(delays.getLast()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
        }

        @Test
        void isCountedUntilOneCanBeMade() {
            stored(inFlight(rolling()), SHOP);
            shown = Optional.of(at("SCALE_UP"));
            var throttled = Optional.of(PortFailure.throttled("ecs:DescribeServiceDeployments", "Rate exceeded"));

            var counts = new ArrayList<Integer>();
            for (var one : List.of(throttled, throttled, Optional.<PortFailure>empty(), throttled)) {
                trouble = one;
                lookAsWoken();
                counts.add(wake().failures());
                now = wake().at();
            }

            assertThat(counts).containsExactly(1, 2, 0, 1);
        }
    }

    @Nested
    class WhoseAnswerIsTooLate {
        @Test
        void goesOnByWhatEcsShowsOfTheHookThatSomeoneElseContinued() {
            stored(inFlight(judged(Verdict.PASS)), SHOP);
            shownAfterTheirs = Optional.of(at("BAKE_TIME"));

            look(Look.EVENT);
            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
            assertThat(release().state().kind()).isEqualTo(Kind.BAKING);
            assertThat(release().intent()).isEmpty();
        }

        @Test
        void sendsNothingAgainWhileEcsStillShowsTheHook() {
            stored(inFlight(judged(Verdict.PASS)), SHOP);
            shownAfterTheirs = Optional.of(waiting());

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
            assertThat(wake().at()).isEqualTo(NOON.plusSeconds(5));
        }

        @Test
        void stopsWhatSomeoneElseContinuedThoughItsTestsFailed() {
            stored(inFlight(judged(Verdict.FAIL)), SHOP);
            shownAfterTheirs = Optional.of(at("BAKE_TIME"));

            look(Look.EVENT);
            now = wake().at();
            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 ROLLBACK", "stop deployment");
        }

        @Test
        void endsWithWhatSomeoneElseRolledBack() {
            stored(inFlight(judged(Verdict.PASS)), SHOP);
            shownAfterTheirs = Optional.of(deployment(DeploymentStatus.ROLLBACK_SUCCESSFUL, "", List.of()));

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
            assertThat(ended().kind()).isEqualTo(Kind.ROLLED_BACK);
        }
    }

    @Nested
    class AfterTheConfigurationChanged {
        @Test
        void asksForTheApprovalThatTheReleaseBeganWith() {
            stored(inFlight(judged(Verdict.PASS)), APPROVED);

            look(Look.EVENT);

            assertThat(sent).isEmpty();
            assertThat(release().state().kind()).isEqualTo(Kind.AWAITING_PROMOTION);
        }

        @Test
        void asksForNoApprovalThatCameLater() {
            configured.put(SHOP.name(), APPROVED);
            stored(inFlight(judged(Verdict.PASS)), SHOP);

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
        }

        @Test
        void freezesWhatTheReleaseBeginsWith() {
            shown = Optional.empty();
            stored(queued(new Trigger.Push("v2", NOON)), SHOP);

            look(Look.EVENT);

            String hash = store.release(SHOP.name(), RELEASE).orElseThrow().configHash();
            assertThat(codec.read(store.kept(SHOP.name(), Keys.config(hash)), Frozen.class))
                    .isEqualTo(new Frozen(SHOP, Optional.empty()));
        }
    }

    @Nested
    class AfterTheFileWasRemoved {
        @Test
        void startsNoPushThatWaited() {
            shown = Optional.empty();
            stored(queued(new Trigger.Push("v2", NOON)), SHOP);
            removed();

            look(Look.EVENT);

            assertThat(state().release()).isEmpty();
            assertThat(state().queue()).extracting(Release::id).containsExactly(RELEASE);
        }

        /** It ends at once, because ECR has no such repository. */
        @Test
        void startsWhatAnAdministratorAskedFor() {
            shown = Optional.empty();
            stored(queued(new Trigger.ManualDeploy("v2", "ann")), SHOP);
            removed();

            look(Look.EVENT);

            assertThat(ended().because()).contains(EndClass.IMAGE_GONE);
            assertThat(state().template()).contains(TemplateSeen.first("its-template", NOON));
        }

        @Test
        void letsSomeoneElsesDeploymentPass() {
            stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)), SHOP);
            removed();

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
        }
    }

    @Test
    void asksForTheServiceIfItsDeploymentIsNotShown() {
        stored(inFlight(rolling()), SHOP);
        shown = Optional.empty();
        status = "INACTIVE";

        look(Look.EVENT);

        assertThat(ended().because()).contains(EndClass.ECS_FAILED);
    }

    private static Rolling rolling() {
        return new Rolling(NOON, PIN, Optional.empty());
    }

    private static AtGate judged(Verdict verdict) {
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

    private static ServiceState inFlight(ReleaseState state) {
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

    private static ServiceState queued(Trigger trigger) {
        return seen().change()
                .queue(List.of(Release.queued(RELEASE, trigger, IMAGE, NOON)))
                .done();
    }

    private static ServiceState seen() {
        return ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60))
                .change()
                .template(Optional.of(TemplateSeen.first("its-template", NOON)))
                .done();
    }

    private void stored(ServiceState state, ServiceSpec frozen) {
        journal.with(PARTITION, Keys.config("frozen"), codec.write(new Frozen(frozen, Optional.empty())));
        var release = state.release().map(one -> one.frozen("frozen", "", false));
        journal.with(
                PARTITION,
                Keys.STATE,
                codec.write(state.change().release(release).version(1).done()));
    }

    /** As a sweep leaves it behind while the file is there. */
    private void removed() {
        var config = new ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
        new KnownServices(ports(), store, codec).remember(SHOP, config, "");
        configured.clear();
    }

    private static DeploymentView waiting() {
        var hook = new DeploymentView.HookView("hook-1", "AWAITING_ACTION", Optional.empty());
        return deployment(DeploymentStatus.IN_PROGRESS, GateKind.TEST.lifecycleStage(), List.of(hook));
    }

    private static DeploymentView at(String stage) {
        return deployment(DeploymentStatus.IN_PROGRESS, stage, List.of());
    }

    private static DeploymentView deployment(
            DeploymentStatus status, String stage, List<DeploymentView.HookView> hooks) {
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

    private ServiceState state() {
        return store.load(SHOP.name()).orElseThrow();
    }

    private Release release() {
        return state().release().orElseThrow();
    }

    private Ended ended() {
        return (Ended) store.release(SHOP.name(), RELEASE).orElseThrow().state();
    }

    private Wake wake() {
        return state().wake().orElseThrow();
    }

    private void lookAsWoken() {
        look(state().wake().map(due -> Look.wake(due.token())).orElse(Look.EVENT));
    }

    private void look(Look look) {
        new Reconciler(ports(), "slipway", Lease.DEFAULT).look(SHOP.name(), look);
    }

    private static ReleaseId id(int number) {
        return new ReleaseId("%026d".formatted(number));
    }

    private Ports ports() {
        return ScriptedPorts.of(journal, this::answer);
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
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

    private List<DeploymentView> describe() {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return shown.stream().toList();
    }

    private Sent<?> answered(String answer) {
        sent.add(answer);
        if (shownAfterTheirs.isPresent()) {
            shown = shownAfterTheirs;
            throw PortFailure.refused(
                    "ecs:ContinueServiceDeployment", "InvalidParameterException", "the hook does not await an action");
        }
        shown = Optional.of(at("PRODUCTION_TRAFFIC_SHIFT"));
        return new Sent.Done<>("");
    }

    private ServiceView service() {
        return new ServiceView(
                "arn", "shop-api", status, "ECS", 1, "shop:6", shown.map(DeploymentView::arn), List.of(), List.of());
    }
}
