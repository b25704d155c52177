package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.StageAtPreProduction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final DeploymentLifecycleHook STEP = pause(60, "ROLLBACK", "PRE_PRODUCTION_TRAFFIC_SHIFT");

    @Test
    void aCanaryPausesBeforeEachOfItsTwoSteps() {
        var scene = new Scene().live("v1", canary(12.5)).deploy("v2");

        var weights = weightsAtPauses(scene);

        assertThat(weights).isEqualTo(List.of(Map.of("blue", 0, "green", 100), Map.of("blue", 125, "green", 875)));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void aLinearDeploymentPausesBeforeEveryStep() {
        var linear = new DeploymentConfiguration(
                "LINEAR", 0, List.of(STEP), null, new LinearConfiguration(40.0, 2), null, null, null, null);
        var scene = new Scene().live("v1", linear).deploy("v2");

        var weights = weightsAtPauses(scene);

        assertThat(weights)
                .isEqualTo(List.of(
                        Map.of("blue", 0, "green", 100),
                        Map.of("blue", 40, "green", 60),
                        Map.of("blue", 80, "green", 20)));
    }

    @Test
    void aStepLastsItsBakeTimeBeforeTheNextOne() {
        var scene = new Scene().live("v1", canary(10)).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        Instant shifted = scene.now;

        scene.pass(Duration.ofSeconds(1)).untilPaused();

        assertThat(Duration.between(shifted, scene.now)).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(640));
    }

    @Test
    void aRefusalBetweenStepsGivesAllTrafficBack() {
        var scene = new Scene().live("v1", canary(10)).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        scene.pass(Duration.ofSeconds(1)).untilPaused();

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
    }

    @Test
    void theStageBeforeAStepIsNamedAsTheVariantSays() {
        var scene = new Scene(Variants.with(StageAtPreProduction.POST_TEST_TRAFFIC_SHIFT))
                .live("v1", canary(10))
                .deploy("v2");

        scene.untilPaused();

        assertThat(scene.newest().lifecycleStage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(scene.events
                        .get(scene.events.size() - 1)
                        .at("/detail/lifecycleStage")
                        .asText())
                .isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
    }

    private static List<Map<String, Integer>> weightsAtPauses(Scene scene) {
        var weights = new ArrayList<Map<String, Integer>>();
        scene.until(() -> {
            for (String id : scene.waiting()) {
                weights.add(scene.weights(scene.productionRule));
                scene.proceed(id);
            }
            return scene.newest().status().equals("SUCCESSFUL");
        });
        return weights;
    }

    private static DeploymentConfiguration canary(double percent) {
        return new DeploymentConfiguration(
                "CANARY", 0, List.of(STEP), new CanaryConfiguration(percent, null), null, null, null, null, null);
    }
}
