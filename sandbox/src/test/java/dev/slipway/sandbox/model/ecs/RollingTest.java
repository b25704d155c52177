package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.RollingStages;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingTest {
    private static final DeploymentConfiguration ROLLING =
            new DeploymentConfiguration("ROLLING", null, null, null, null, 100, 50, null, null);

    @Test
    void exchangesTasksWithinTheBatchesAllowed() {
        var scene = rolling(new Scene(), ROLLING);
        var most = new ArrayList<Integer>();
        var least = new ArrayList<Integer>();
        scene.watchedBy(each -> {
            most.add(each.running().size());
            least.add(each.running().size());
        });

        scene.deploy("v2").untilStatus("SUCCESSFUL");

        assertThat(most).allMatch(count -> count <= 2);
        assertThat(least).allMatch(count -> count >= 1);
        assertThat(scene.running()).isEqualTo(List.of("v2", "v2"));
    }

    @Test
    void showsNoStageAndNoWeights() {
        var scene = rolling(new Scene(), ROLLING);

        scene.deploy("v2").untilStatus("IN_PROGRESS");

        assertThat(scene.newest().lifecycleStage()).isNull();
        assertThat(scene.newest().targetServiceRevision().requestedProductionTrafficWeight())
                .isNull();
        assertThat(scene.service().deployments().get(0).rolloutState()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void pausesAroundScaleUpInSomeVariants() {
        var paused = new DeploymentConfiguration(
                "ROLLING", null, List.of(pause(60, "ROLLBACK", "PRE_SCALE_UP")), null, null, 200, 100, null, null);
        var scene = rolling(new Scene(Variants.with(RollingStages.AROUND_SCALE_UP)), paused);

        scene.deploy("v2").untilPaused();

        assertThat(scene.newest().lifecycleStage()).isEqualTo("PRE_SCALE_UP");
    }

    @Test
    void theCircuitBreakerBringsTheOldTasksBack() {
        var breaking = new DeploymentConfiguration(
                "ROLLING", null, null, null, null, 100, 50, null, new DeploymentCircuitBreaker(true, true, null, null));
        var scene = rolling(new Scene(), breaking);
        scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(1), 1));

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL").pass(Duration.ofMinutes(10));

        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
    }

    @Test
    void isSupersededWithoutLosingCapacity() {
        var scene = rolling(new Scene(), ROLLING);
        scene.deploy("v2").until(() -> scene.running().contains("v2"));
        var counts = new ArrayList<Integer>();
        scene.watchedBy(each -> counts.add(each.running().size()));

        scene.deploy("v3").untilStatus("SUCCESSFUL");

        assertThat(counts).allMatch(count -> count >= 1);
        assertThat(scene.running()).isEqualTo(List.of("v3", "v3"));
    }

    private static Scene rolling(Scene scene, DeploymentConfiguration configuration) {
        return scene.created("v1", configuration, List.of(new LoadBalancer(scene.blue, null, "app", 8080, null)))
                .through();
    }
}
