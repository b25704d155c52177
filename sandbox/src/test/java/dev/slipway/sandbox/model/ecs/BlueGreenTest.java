package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.TestRuleRests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void theTestRuleRestsOnTheIdleGroupInSomeVariants() {
        var scene = new Scene(Variants.with(TestRuleRests.ON_IDLE)).live("v1", blueGreen(gate()));

        scene.deploy("v2").through();

        assertThat(scene.weights(scene.testRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
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
        return scene
                .call(new ListServiceDeployments("api", "main", List.of(), null, null, null))
                .serviceDeployments()
                .stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .toList();
    }
}
