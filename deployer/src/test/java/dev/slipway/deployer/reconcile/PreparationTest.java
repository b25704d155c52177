package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.reconcile.Encounters.Encounter;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Facts.ImageFault;
import dev.slipway.deployer.release.Facts.PreflightFacts;
import dev.slipway.deployer.release.Facts.Rendered;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Rendering;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a release sees of the world before it starts: shop:1 is remembered as live, on the blue target group. */
class PreparationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final Image IMAGE = Image.of("shop/api", new Digest("sha256:" + "02".repeat(32)), "v2");
    private static final ServiceState STATE = ServiceState.unseen(SHOP.name(), NOON)
            .change()
            .live(Optional.of(new Good(id(1), IMAGE, "td", "shop:1", "suites", NOON, Optional.empty(), false)))
            .done();

    private final Codec codec = new Codec();
    private final MapJournal journal = new MapJournal()
            .with(
                    Keys.service(SHOP.name()),
                    Keys.taskDefinition("td-hash"),
                    "{\"requiresCompatibilities\":[\"FARGATE\"]}");
    private String serving = "shop:1";
    private DeploymentStatus status = DeploymentStatus.SUCCESSFUL;
    private boolean hasSucceeded;
    private boolean isThere = true;
    private Instant made = Instant.EPOCH;
    private String imageStatus = "ACTIVE";
    private String platform = "amd64";

    @Test
    void nothingIsWrongWithAServiceThatIsAsItIsRemembered() {
        var facts = preflight();

        assertThat(facts)
                .isEqualTo(new PreflightFacts(
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        List.of("blue"),
                        Optional.of("blue"),
                        1,
                        true,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void whatServesThoughNobodyRemembersItComesFirst() {
        serving = "shop:9";

        var facts = preflight();

        assertThat(facts.comesFirst())
                .contains(
                        "revision revision of shop:9 serves, which no release of ours brought; it is taken for live first");
        assertThat(facts.liveGroup()).isEmpty();
    }

    @Test
    void whatIsStillInFlightIsOnlyWaitedFor() {
        serving = "shop:9";
        status = DeploymentStatus.IN_PROGRESS;

        var facts = preflight();

        assertThat(facts.comesFirst()).isEmpty();
        assertThat(facts.inFlight()).contains("deployment");
    }

    @Test
    void whatIsRememberedOfAServiceThatWasDeletedIsForgottenFirst() {
        serving = "shop:9";
        status = DeploymentStatus.IN_PROGRESS;
        made = NOON.plusSeconds(1);

        var facts = preflight();

        assertThat(facts.comesFirst())
                .contains("the service was deleted, and made again at 2026-01-01T12:00:01Z; what is remembered as live"
                        + " was live on the one before");
    }

    @Test
    void aFirstReleaseWaitsForNoneThatWaitsItself() {
        status = DeploymentStatus.IN_PROGRESS;

        var facts = firstPreflight();

        assertThat(facts.comesFirst()).isEmpty();
    }

    @Test
    void aFirstReleaseTakesForLiveFirstWhatCameUpMeanwhile() {
        status = DeploymentStatus.IN_PROGRESS;
        hasSucceeded = true;

        var facts = firstPreflight();

        assertThat(facts.comesFirst())
                .contains(
                        "revision revision of shop:1 serves, which no release of ours brought; it is taken for live first");
    }

    @Test
    void anArchivedImageCanNotBePulled() {
        imageStatus = "ARCHIVED";

        var facts = preflight();

        assertThat(facts.imageFault())
                .contains(new ImageFault(EndClass.IMAGE_GONE, "image " + IMAGE + " is ARCHIVED in ECR"));
    }

    @Test
    void anImageForOtherProcessorsCanNotBeRun() {
        platform = "arm64";

        var facts = preflight();

        assertThat(facts.imageFault())
                .contains(new ImageFault(
                        EndClass.PREFLIGHT_REFUSED,
                        "ECS can't run image " + IMAGE
                                + ": it is made for linux/arm64, and the tasks run on linux/amd64"));
    }

    /** As 'render' shows it. */
    @Test
    void aFirstReleaseWithoutATemplateTakesWhatTheServiceWasMadeWith() {
        var first = ServiceState.unseen(SHOP.name(), NOON);
        var preparation = preparation();

        var rendered = preparation.render(new Frozen(SHOP, Optional.empty()), first, release(true));

        assertThat(rendered)
                .isInstanceOfSatisfying(
                        Rendered.Ready.class,
                        ready -> assertThat(store().keptTree(
                                                SHOP.name(),
                                                Keys.taskDefinition(
                                                        ready.rendering().hash()))
                                        .at("/containerDefinitions/0/image")
                                        .asText())
                                .isEqualTo("registry.test/shop/api@"
                                        + IMAGE.digest().orElseThrow()));
    }

    @Test
    void aFirstReleaseWithoutATemplateIsRefusedWhereThereIsNoService() {
        isThere = false;
        var first = ServiceState.unseen(SHOP.name(), NOON);
        var preparation = preparation();

        var rendered = preparation.render(new Frozen(SHOP, Optional.empty()), first, release(true));

        assertThat(rendered)
                .isEqualTo(
                        new Rendered.Faulty(
                                EndClass.RENDER_REFUSED,
                                List.of(
                                        "there is no ECS service 'shop-api' on the cluster 'main' to take the task definition from")));
    }

    private PreflightFacts preflight() {
        return preflight(STATE, false, new Encounter.Passing());
    }

    /** Of a service of which nothing was ever live; someone else's deployment waits at our hook. */
    private PreflightFacts firstPreflight() {
        var definition = new Ecs.TaskDefinition("shop:9", JsonNodeFactory.instance.objectNode(), new TreeMap<>());
        var revision = new RevisionView("revision", "shop:9", List.of(), List.of());
        return preflight(
                ServiceState.unseen(SHOP.name(), NOON), true, new Encounter.Waiting(current(), revision, definition));
    }

    private PreflightFacts preflight(ServiceState state, boolean bootstrap, Encounter encounter) {
        return preparation()
                .preflight(
                        SHOP,
                        state,
                        release(bootstrap),
                        new Rendering("td-hash", "shop", 1),
                        Optional.of(service()),
                        Optional.of(current()),
                        encounter);
    }

    private static Release release(boolean bootstrap) {
        return Release.queued(id(2), new Trigger.Push("v2", NOON), IMAGE, NOON).frozen("config", "suites", bootstrap);
    }

    private Preparation preparation() {
        return new Preparation(ScriptedPorts.of(journal, this::answer), store(), codec);
    }

    private Store store() {
        return new Store(journal, codec);
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
        return switch (call) {
            case "repositoryUri" -> Optional.of("registry.test/shop/api");
            case "describeServices" -> isThere ? List.of(service()) : List.of();
            case "listTaskDefinitions" -> List.of("shop:1");
            case "describeServiceRevisions" ->
                List.of(new RevisionView("revision of " + serving, serving, List.of(), List.of(wiring())));
            case "describeTaskDefinition" ->
                Optional.of(new Ecs.TaskDefinition(serving, definition(), new TreeMap<>()));
            case "listServiceDeployments" -> List.of("first");
            case "describeServiceDeployments" -> hasSucceeded ? List.of(succeeded()) : List.of();
            case "describeRules" -> List.of(rule("production", 100, 0), rule("test", 0, 100));
            case "describeTargetHealth" -> List.of(new TargetView("10.0.0.1", 8080, "healthy"));
            case "describe" ->
                Optional.of(new ImageView(
                        IMAGE.digest().orElseThrow(),
                        List.of("v2"),
                        NOON,
                        Optional.of(INDEX),
                        Optional.empty(),
                        Optional.of(imageStatus)));
            case "manifest" -> Optional.of(index());
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    private ObjectNode definition() {
        return (ObjectNode)
                codec.tree("{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"old\"}]}");
    }

    private JsonNode index() {
        return codec.tree("{\"manifests\":[{\"platform\":{\"os\":\"linux\",\"architecture\":\"" + platform + "\"}}]}");
    }

    private static RuleView rule(String arn, int blue, int green) {
        return new RuleView(arn, List.of(new RuleView.Weight("blue", blue), new RuleView.Weight("green", green)));
    }

    private static RevisionView.LoadBalancerView wiring() {
        return new RevisionView.LoadBalancerView(
                "blue",
                Optional.of("green"),
                Optional.of("production"),
                Optional.of("test"),
                Optional.empty(),
                "app",
                80);
    }

    private DeploymentView current() {
        return deployment(status);
    }

    private static DeploymentView succeeded() {
        return deployment(DeploymentStatus.SUCCESSFUL);
    }

    private static DeploymentView deployment(DeploymentStatus status) {
        return new DeploymentView(
                "deployment",
                status,
                Optional.empty(),
                Optional.empty(),
                NOON,
                Optional.of("revision"),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private ServiceView service() {
        return new ServiceView(
                "arn",
                "shop-api",
                "ACTIVE",
                "ECS",
                1,
                "shop:1",
                Optional.of("deployment"),
                List.of("revision"),
                List.of(wiring()),
                0,
                made);
    }

    private static ReleaseId id(int number) {
        return new ReleaseId("01JD%022d".formatted(number));
    }
}
