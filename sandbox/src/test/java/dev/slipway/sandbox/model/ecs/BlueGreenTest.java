package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.ImageDigest;
import dev.slipway.sandbox.model.AwsVariant.TestRuleRests;
import dev.slipway.sandbox.model.ecr.Ecr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlueGreenTest {

    @Test
    void walksThroughTheStagesInOrderAndEndsSuccessful() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2");
        var stages = new ArrayList<String>();
        scene.watchedBy(each -> {
            String stage = String.valueOf(each.newest().lifecycleStage());
            if (stages.isEmpty() || !stages.get(stages.size() - 1).equals(stage)) {
                stages.add(stage);
            }
        });

        scene.through();

        assertThat(stages)
                .containsExactly(
                        "null",
                        "PRE_SCALE_UP",
                        "SCALE_UP",
                        "POST_SCALE_UP",
                        "TEST_TRAFFIC_SHIFT",
                        "POST_TEST_TRAFFIC_SHIFT",
                        "PRE_PRODUCTION_TRAFFIC_SHIFT",
                        "PRODUCTION_TRAFFIC_SHIFT",
                        "POST_PRODUCTION_TRAFFIC_SHIFT",
                        "BAKE_TIME",
                        "CLEAN_UP");
    }

    @Test
    void theFirstDeploymentGoesToTheAlternateGroupAndGetsTheTraffic() {
        var scene = new Scene();

        scene.live("v1", blueGreen(gate()));

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
    }

    @Test
    void atTheGateGreenHasTheTestTrafficAndBlueTheProduction() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2");

        scene.untilPaused();

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.weights(scene.testRule)).isEqualTo(Map.of("blue", 100, "green", 0));
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1", "v2", "v2"));
        assertThat(scene.newest().targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(0.0);
        assertThat(scene.newest().targetServiceRevision().requestedTestTrafficWeight())
                .isEqualTo(100.0);
    }

    @Test
    void bothVersionsRunForAsLongAsItBakes() {
        var scene = new Scene().live("v1", blueGreen()).deploy("v2").untilStage("BAKE_TIME");

        scene.pass(Duration.ofMinutes(10).minusSeconds(1));
        var until = scene.newest().lifecycleStage() + " " + scene.running();
        scene.pass(Duration.ofSeconds(1));

        assertThat(until).isEqualTo("BAKE_TIME [v1, v1, v2, v2]");
        assertThat(scene.newest().lifecycleStage()).isEqualTo("CLEAN_UP");
    }

    @Test
    void theStageBeforeProductionMovesHasItsOwnNameThoughTheSdkLacksIt() {
        var scene = new Scene()
                .live("v1", blueGreen(pause(60, "ROLLBACK", "PRE_PRODUCTION_TRAFFIC_SHIFT")))
                .deploy("v2");

        scene.untilPaused();

        assertThat(scene.newest().lifecycleStage()).isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
    }

    @Test
    void oldTasksGoOnceItHasSucceeded() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2");

        scene.through().pass(Duration.ofMinutes(6));

        assertThat(scene.running()).isEqualTo(List.of("v2", "v2"));
        assertThat(scene.service().events().get(0).message()).isEqualTo("(service api) has reached a steady state.");
    }

    @Test
    void theGroupsSwapTheirRolesWithEveryDeployment() {
        var scene = new Scene().live("v1", blueGreen());

        scene.deploy("v2").through();
        var afterSecond = scene.weights(scene.productionRule);
        scene.deploy("v3").through();

        assertThat(afterSecond).isEqualTo(Map.of("blue", 100, "green", 0));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
    }

    @Test
    void theRevisionNamesItsImagesDigestAndItsGroup() {
        var image = "127.0.0.1:4566/api@sha256:" + "1".repeat(64);
        var scene = new Scene().live(image, blueGreen());

        var revision = scene.call(new DescribeServiceRevisions(
                        List.of(scene.newest().targetServiceRevision().arn())))
                .serviceRevisions()
                .get(0);

        assertThat(revision.containerImages())
                .isEqualTo(List.of(new ContainerImage("app", "sha256:" + "1".repeat(64), image)));
        assertThat(revision.resolvedConfiguration())
                .isEqualTo(new ResolvedConfiguration(
                        List.of(new ServiceRevisionLoadBalancer(scene.green, scene.productionRule))));
    }

    @ParameterizedTest
    @CsvSource({"OF_THE_INDEX, true", "OF_THE_PLATFORM, false"})
    void anImageOfSeveralPlatformsIsNamedByItsIndexOrByWhatRuns(ImageDigest answer, boolean byIndex) {
        var scene = new Scene(Variants.with(answer));
        scene.call(new Ecr.CreateRepository("api", List.of(), null, List.of(), null, null));
        String platform = put(
                scene, "{\"schemaVersion\": 2, \"mediaType\": \"" + OCI + "manifest.v1+json\", \"layers\": []}", null);
        String index = put(
                scene,
                "{\"schemaVersion\": 2, \"mediaType\": \"" + OCI + "index.v1+json\", \"manifests\": [{\"digest\": \""
                        + platform + "\", \"platform\": {\"os\": \"linux\", \"architecture\": \"amd64\"}}]}",
                "v1");
        scene.live("123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:v1", blueGreen());

        var named = scene.call(new DescribeServiceRevisions(
                        List.of(scene.newest().targetServiceRevision().arn())))
                .serviceRevisions()
                .getFirst()
                .containerImages()
                .getFirst();

        assertThat(named.imageDigest()).isEqualTo(byIndex ? index : platform);
    }

    private static final String OCI = "application/vnd.oci.image.";

    private static String put(Scene scene, String manifest, @Nullable String tag) {
        return Objects.requireNonNull(scene.call(new Ecr.PutImage("api", manifest, null, tag, null))
                .image()
                .imageId()
                .imageDigest());
    }

    @Test
    void describeServicesOmitsWhatAwsOmitsOfPauseHooks() {
        var scene = new Scene().live("v1", blueGreen(gate()));

        var hooks = scene.service().deploymentConfiguration().lifecycleHooks();

        assertThat(hooks)
                .isEqualTo(List.of(
                        new DeploymentLifecycleHook(null, null, null, List.of("POST_TEST_TRAFFIC_SHIFT"), null, null)));
        assertThat(scene.newest().deploymentConfiguration().lifecycleHooks()).isEqualTo(List.of(gate()));
    }

    @Test
    void theListLagsBehindByAFewSeconds() {
        var scene = new Scene().live("v1", blueGreen());
        var first = scene.newest().serviceDeploymentArn();

        scene.deploy("v2");
        var atOnce = listed(scene);
        scene.pass(Duration.ofSeconds(5));

        assertThat(atOnce).isEqualTo(List.of(first));
        assertThat(listed(scene)).isEqualTo(List.of(scene.newest().serviceDeploymentArn(), first));
    }

    @Test
    void theServiceNamesItsNewDeploymentAtOnceOrWhenItIsListed() {
        var atOnce = new Scene().live("v1", blueGreen());
        var late = new Scene(Variants.with("currentDeploymentLags", true)).live("v1", blueGreen());
        var before = late.newest().serviceDeploymentArn();

        atOnce.deploy("v2");
        late.deploy("v2");

        assertThat(atOnce.service().currentServiceDeployment())
                .isNotEqualTo(listed(atOnce).getFirst());
        assertThat(late.service().currentServiceDeployment()).isEqualTo(before);
        late.pass(Duration.ofSeconds(5));
        assertThat(late.service().currentServiceDeployment()).isNotEqualTo(before);
    }

    @Test
    void theListIsNarrowedByStatusAndByWhenTheyWereCreated() {
        var scene = new Scene().live("v1", blueGreen());
        var first = scene.newest();
        scene.deploy("v2").pass(Duration.ofMinutes(1));
        var second = scene.newest();

        var successful = listed(scene, List.of("SUCCESSFUL"), null);
        var after = listed(scene, List.of(), new CreatedAt(null, first.createdAt()));
        var before = listed(scene, List.of(), new CreatedAt(second.createdAt(), null));

        assertThat(successful).containsExactly(first.serviceDeploymentArn());
        assertThat(after).containsExactly(second.serviceDeploymentArn());
        assertThat(before).containsExactly(first.serviceDeploymentArn());
    }

    @Test
    void theTestRuleRestsOnTheIdleGroupInSomeVariants() {
        var scene = new Scene(Variants.with(TestRuleRests.ON_IDLE)).live("v1", blueGreen(gate()));

        scene.deploy("v2").through();

        assertThat(scene.weights(scene.testRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @ParameterizedTest
    @CsvSource({"ON_LIVE, 0, 100", "ON_IDLE, 100, 0"})
    void theTestRuleRestsAsTheVariantSaysAfterARollbackToo(TestRuleRests answer, int blue, int green) {
        var scene = new Scene(Variants.with(answer)).live("v1", blueGreen(gate()));

        scene.deploy("v2").untilPaused();
        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.weights(scene.testRule)).isEqualTo(Map.of("blue", blue, "green", green));
    }

    @Test
    void whoeverHasNoLoadBalancerIsDeployedWithoutTraffic() {
        var scene = new Scene().created("v1", blueGreen(gate()), List.of()).through();

        scene.deploy("v2").untilPaused();

        assertThat(scene.newest().targetServiceRevision().requestedProductionTrafficWeight())
                .isNull();
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1", "v2", "v2"));
    }

    private static List<String> listed(Scene scene) {
        return listed(scene, List.of(), null);
    }

    private static List<String> listed(Scene scene, List<String> statuses, @Nullable CreatedAt created) {
        return scene
                .call(new ListServiceDeployments("api", "main", statuses, created, null, null))
                .serviceDeployments()
                .stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .toList();
    }
}
