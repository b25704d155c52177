package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;

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
}
