package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.OrderMark;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Tried;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdoptionTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SPEC = Specs.shopApi().build();
    private static final ConfigSource.ConfigSet CONFIG =
            new ConfigSource.ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
    private static final ServiceState UNSEEN = ServiceState.unseen(SPEC.name(), NOON);

    /** The newest first, as ECS lists them. */
    private final List<DeploymentView> deployments = new ArrayList<>();

    private final MapJournal journal = new MapJournal();
    /** Of whatever task definition is asked about. */
    private final TreeMap<String, String> tags = new TreeMap<>();

    private int releases;
    private Instant made = Instant.EPOCH;

    @Nested
    class AtFirstSight {
        @Test
        void takesWhatTheLastSuccessfulDeploymentBroughtForLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);

            ServiceState seen = adopt(UNSEEN);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:1");
        }

        @Test
        void takesWhatADeploymentInFlightReplacesForLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState seen = adopt(UNSEEN);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:1");
        }

        @Test
        void keepsTheSuitesOfTodayForTheWayBackToIt() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);

            ServiceState seen = adopt(UNSEEN);

            String suites = seen.live().orElseThrow().suitesHash();
            assertThat(journal.get(Keys.service(SPEC.name()), Keys.suites(suites)))
                    .map(Journal.Item::body)
                    .contains("{}");
        }

        @Test
        void remembersWhatAnExactTagNames() {
            var latest = Specs.shopApi().tags("latest", "v*").build();

            ServiceState seen = adoption().markExactTags(UNSEEN, latest);

            assertThat(seen.mark("latest"))
                    .contains(new OrderMark(
                            "latest", NOON, "latest", digestOf("shop:1").value()));
            assertThat(seen.mark("v*")).isEmpty();
        }

        @Test
        void takesNothingForLiveThatNoSuccessfulDeploymentBrought() {
            deployed("shop:1", DeploymentStatus.STOPPED);
            deployed("shop:2", DeploymentStatus.ROLLBACK_IN_PROGRESS, "shop:1");

            ServiceState seen = adopt(UNSEEN);

            assertThat(seen).isEqualTo(UNSEEN);
        }
    }

    @Nested
    class WhenTheServiceWasDeletedAndMadeAgain {
        @Test
        void nothingIsLiveAsLongAsItsFirstDeploymentIsNotOver() {
            ServiceState before = seenLive();
            madeAgain();
            deployed("shop:2", DeploymentStatus.IN_PROGRESS);

            ServiceState seen = adopt(before);

            assertThat(seen)
                    .isEqualTo(before.change()
                            .live(Optional.empty())
                            .earlierToo(before.live().orElseThrow())
                            .done());
        }

        @Test
        void norIfItsFirstDeploymentFailed() {
            ServiceState before = seenLive();
            madeAgain();
            deployed("shop:2", DeploymentStatus.ROLLBACK_FAILED);

            ServiceState seen = adopt(before);

            assertThat(seen.live()).isEmpty();
        }

        @Test
        void whatItsFirstDeploymentBroughtIsTakenForSomeoneElses() {
            ServiceState before = seenLive();
            madeAgain();
            deployed("shop:2", DeploymentStatus.SUCCESSFUL);

            ServiceState seen = adopt(adopt(before));

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
            assertThat(seen.outbox().ended())
                    .extracting(Release::trigger)
                    .contains(new Trigger.Foreign("shop:2", Optional.empty()));
        }

        @Test
        void whatWasTriedLastMayStillBeTriedAgain() {
            var tried = new Tried(
                    new ReleaseId("%026d".formatted(7)),
                    new Image("shop/api", Optional.empty(), Optional.of("v7")),
                    new Trigger.Push("v7", NOON),
                    Optional.of(EndClass.ECS_FAILED));
            ServiceState before = seenLive().change().tried(tried).done();
            madeAgain();
            deployed("shop:2", DeploymentStatus.IN_PROGRESS);

            ServiceState seen = adopt(before);

            assertThat(seen.tried()).contains(tried);
        }

        private ServiceState seenLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            return adopt(UNSEEN).change().version(1).done();
        }

        private void madeAgain() {
            deployments.clear();
            made = NOON.plusSeconds(1);
        }
    }

    @Nested
    class WhenADeploymentOfOursWentBack {
        @Test
        void whatIsLiveIsStillKnownAmongSeveralRevisionsThatItReplaced() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");
            ServiceState second = adopt(first);
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:1", "shop:2");

            ServiceState seen = adopt(second);

            assertThat(seen).isEqualTo(second);
        }

        @Test
        void whatSomeoneElseDeployedBeforeItIsAdopted() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
        }

        @Test
        void whatItWentBackToIsAdoptedThoughItsOwnDeploymentWasStoppedWhileItBaked() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.STOPPED, "shop:1");
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
        }

        @Test
        void whatNeverWentLiveIsLeftAgainForWhatWasLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.STOPPED, "shop:1");
            tags.put(
                    "slipway:release",
                    released(7, ReleaseState.Kind.REPLACED).id().value());
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
            assertThat(seen.queue())
                    .extracting(Release::trigger)
                    .containsExactly(new Trigger.ManualRollback(
                            first.live().orElseThrow().id(),
                            seen.live().map(Good::id),
                            false,
                            "slipway",
                            Optional.of(EndClass.REPLACED_BY_OTHER)));
        }

        @Test
        void whatSomeoneElseDeployedIsNotQuarantinedAnyMore() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");

            ServiceState seen =
                    adopt(first.change().quarantining(digestOf("shop:2")).done());

            assertThat(seen.quarantine()).isEmpty();
        }
    }

    @Nested
    class WhenOursWentThroughThoughItsReleaseWasGivenUp {
        @Test
        void isLeftAgainForWhatWasLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            tags.put(
                    "slipway:release",
                    released(7, ReleaseState.Kind.ROLLED_BACK).id().value());
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");

            ServiceState seen = adopt(first);

            assertThat(seen.queue())
                    .extracting(Release::trigger)
                    .containsExactly(new Trigger.ManualRollback(
                            first.live().orElseThrow().id(),
                            seen.live().map(Good::id),
                            false,
                            "slipway",
                            Optional.of(EndClass.REPLACED_BY_OTHER)));
        }

        @Test
        void staysIfItsImageIsLiveByAnotherRelease() {
            deployed("shop:2", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            Release refused = released(
                    7, ReleaseState.Kind.REFUSED, first.live().orElseThrow().image());
            tags.put("slipway:release", refused.id().value());
            deployed("shop:3", DeploymentStatus.SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:3");
            assertThat(seen.queue()).isEmpty();
        }
    }

    @Nested
    class WhileADeploymentIsInFlight {
        @Test
        void leavesAloneWhatAnEmergencyIsAboutToGoOver() {
            ServiceState seen = seenLive();
            paused("shop:2");

            ServiceState after = adopt(seen, Optional.of("deployment of shop:2"));

            assertThat(after).isEqualTo(seen);
        }

        @Test
        void findsWhatCameInsteadOfWhatAnEmergencyWasToGoOver() {
            ServiceState seen = seenLive();
            paused("shop:2");

            ServiceState after = adopt(seen, Optional.of("deployment of shop:3"));

            assertThat(after.release().map(Release::trigger))
                    .contains(new Trigger.Foreign("deployment of shop:2", Optional.empty()));
        }

        @Test
        void makesAReleaseOfSomeoneElsesThatWaitsAtOurHook() {
            ServiceState seen = seenLive();
            paused("shop:2");

            ServiceState after = adopt(seen);

            assertThat(after.release().map(Release::trigger))
                    .contains(new Trigger.Foreign("deployment of shop:2", Optional.empty()));
            assertThat(after.release().map(Release::state))
                    .contains(new ReleaseState.Rolling(
                            NOON, new ReleaseState.Pin("deployment of shop:2", "shop:2"), Optional.empty()));
        }

        @Test
        void leavesAloneWhatWaitsAtNoHook() {
            ServiceState seen = seenLive();
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState after = adopt(seen);

            assertThat(after).isEqualTo(seen);
        }

        @Test
        void findsTheLateDeploymentOfAReleaseThatEndedWithoutIt() {
            ServiceState seen = seenLive();
            Release refused = released(7, ReleaseState.Kind.REFUSED);
            tags.put("slipway:release", refused.id().value());
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState after = adopt(seen);

            assertThat(after.release().map(Release::trigger))
                    .contains(new Trigger.Foreign("deployment of shop:2", Optional.of(refused.id())));
        }

        @Test
        void takesTheRevisionOfAReleaseThatWasLiveForSomeoneElses() {
            ServiceState seen = seenLive();
            tags.put("slipway:release", released(7, ReleaseState.Kind.LIVE).id().value());
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState after = adopt(seen);

            assertThat(after).isEqualTo(seen);
        }

        private ServiceState seenLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            return adopt(UNSEEN).change().version(1).done();
        }
    }

    private void paused(String taskDefinition) {
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

    private void deployed(String taskDefinition, DeploymentStatus status, String... replaced) {
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

    private Release released(int number, ReleaseState.Kind end) {
        return released(number, end, new Image("shop/api", Optional.empty(), Optional.empty()));
    }

    private Release released(int number, ReleaseState.Kind end, Image image) {
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

    private ServiceState adopt(ServiceState state) {
        return adopt(state, Optional.empty());
    }

    private ServiceState adopt(ServiceState state, Optional<String> goneOver) {
        return adoption().adopt(state, SPEC, CONFIG, goneOver);
    }

    private Adoption adoption() {
        var codec = new Codec();
        var store = new Store(journal, codec);
        return new Adoption(
                ScriptedPorts.of(journal, this::answer), store, codec, new Freezer(store, codec), new Standing());
    }

    /** Revisions go by the name of their task definition here. */
    private Object answer(Class<?> port, String call, List<Object> arguments) {
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

    private static RevisionView revision(String taskDefinition) {
        String digest = digestOf(taskDefinition).value();
        var image = new RevisionView.ContainerImage("app", "registry.test/shop/api@" + digest, Optional.of(digest));
        return new RevisionView(taskDefinition, taskDefinition, List.of(image), List.of());
    }

    private static Digest digestOf(String taskDefinition) {
        return new Digest("sha256:" + taskDefinition.substring("shop:".length()).repeat(64));
    }

    private ServiceView service() {
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
