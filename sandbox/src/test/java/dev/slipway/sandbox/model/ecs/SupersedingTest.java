package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant.HalfShifted;
import dev.slipway.sandbox.model.elb.Attribute;
import dev.slipway.sandbox.model.elb.ModifyTargetGroupAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupersedingTest {

    @Test
    void theOldDeploymentIsStoppedAndItsHookDies() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var old = scene.newest().serviceDeploymentArn();
        var hook = scene.hook();

        scene.deploy("v3");

        assertThat(scene.deployment(old).status()).isEqualTo("STOP_REQUESTED");
        assertThat(scene.deployment(old).lifecycleHookDetails()).isEmpty();
        assertThatThrownBy(() -> scene.call(new ContinueServiceDeployment(old, hook, "CONTINUE")))
                .isInstanceOf(AwsRefusal.class)
                .hasMessageStartingWith("Provided hookId is either completed, unavailable");
    }

    @Test
    void theNewDeploymentWaitsForTheOldToStopAndReconcilesFirst() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var old = scene.newest().serviceDeploymentArn();
        var seen = new ArrayList<String>();
        scene.watchedBy(each -> {
            var line = each.deployment(old).status() + " " + each.newest().status() + " "
                    + each.newest().lifecycleStage();
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(line)) {
                seen.add(line);
            }
        });

        scene.deploy("v3").untilStage("PRE_SCALE_UP");

        assertThat(seen)
                .containsExactly(
                        "STOP_REQUESTED PENDING null",
                        "STOPPED IN_PROGRESS RECONCILE_SERVICE",
                        "STOPPED IN_PROGRESS PRE_SCALE_UP");
    }

    @Test
    void aHookOfTheStageThatReconcilesWaitsWhenItSupersedesAndOnlyThen() {
        var reconciling = blueGreen(gate(), pause(60, "ROLLBACK", "RECONCILE_SERVICE"));
        var scene = new Scene().live("v1", reconciling).deploy("v2").untilPaused();
        var alone = String.valueOf(scene.newest().lifecycleStage());

        scene.deploy("v3").untilPaused();
        var superseding = String.valueOf(scene.newest().lifecycleStage());
        scene.proceed(scene.hook());
        scene.untilStage("PRE_SCALE_UP");

        assertThat(List.of(alone, superseding)).containsExactly("POST_TEST_TRAFFIC_SHIFT", "RECONCILE_SERVICE");
    }

    @Test
    void oneThatWasAskedToGoBackIsStoppedInstead() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var old = scene.newest().serviceDeploymentArn();
        scene.call(new StopServiceDeployment(old, "ROLLBACK"));
        var asked = scene.deployment(old).status();

        scene.deploy("v3").untilPaused();

        assertThat(List.of(asked, scene.deployment(old).status())).containsExactly("ROLLBACK_REQUESTED", "STOPPED");
    }

    @Test
    void oneThatIsOnItsWayBackHasFailedToComeThere() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var old = scene.newest().serviceDeploymentArn();
        scene.goBack(scene.hook());
        var before = scene.deployment(old).status();

        scene.deploy("v3").untilPaused();

        assertThat(List.of(before, scene.deployment(old).status()))
                .containsExactly("ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED");
    }

    @Test
    void whatItLeftBehindIsStoppedAndUsersKeepTheirVersion() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();

        scene.deploy("v3").untilPaused().pass(Duration.ofMinutes(6));

        assertThat(scene.running()).isEqualTo(List.of("v1", "v1", "v3", "v3"));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
    }

    @Test
    void whatItLeftBehindIsStoppedThoughTheNewOneGoesBackBeforeItBegan() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        scene.deploy("v3").untilStage("RECONCILE_SERVICE");
        scene.call(new StopServiceDeployment(scene.newest().serviceDeploymentArn(), "ROLLBACK"));

        scene.untilStatus("ROLLBACK_SUCCESSFUL").pass(Duration.ofMinutes(6));

        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
    }

    @Test
    void supersededWhileBakingTheNewVersionIsTheOneToStartFrom() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        scene.untilStage("BAKE_TIME");

        scene.deploy("v3").untilPaused().pass(Duration.ofMinutes(6));

        assertThat(scene.running()).isEqualTo(List.of("v2", "v2", "v3", "v3"));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void atMostFiveDeploymentsAreUnfinished() {
        var scene = new Scene().live("v1", blueGreen(gate()));
        for (int i = 2; i <= 6; i++) {
            scene.deploy("v" + i);
        }

        assertThatThrownBy(() -> scene.deploy("v7"))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("5 active deployments exist, unable to create new deployment.");
        scene.call(new UpdateService(
                "main", "api", 1, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null));
        assertThat(scene.service().desiredCount()).isEqualTo(1);
    }

    @Test
    void oneThatHasEndedIsActiveUntilItsLastTaskHasStopped() {
        var scene = new Scene().live("v1", Scene.blueGreen());
        for (String group : List.of(scene.blue, scene.green)) {
            scene.call(new ModifyTargetGroupAttributes(
                    group, List.of(new Attribute("deregistration_delay.timeout_seconds", "3600"))));
        }
        for (int i = 2; i <= 6; i++) {
            scene.deploy("v" + i).through();
        }

        assertThatThrownBy(() -> scene.deploy("v7"))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("5 active deployments exist, unable to create new deployment.");
        scene.pass(Duration.ofHours(1)).deploy("v7").through();
        assertThat(scene.running()).contains("v7");
    }

    @Test
    void aHalfShiftedCanaryGoesBackInSomeVariants() {
        var scene = halfShifted(HalfShifted.BACK);

        scene.deploy("v3").untilStage("PRE_SCALE_UP");

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
    }

    @Test
    void aHalfShiftedCanaryGoesForwardInSomeVariants() {
        var scene = halfShifted(HalfShifted.FORWARD);

        scene.deploy("v3").untilStage("PRE_SCALE_UP");

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void aHalfShiftedCanaryThatStaysMakesTheNextDeploymentFail() {
        var scene = halfShifted(HalfShifted.STAYS);

        scene.deploy("v3").untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo("Service deployment rolled back because of invalid networking configuration."
                        + " productionListenerRule " + scene.productionRule
                        + " should have exactly one target group serving traffic but found 2 target groups which are"
                        + " serving traffic");
        assertThat(scene.running()).contains("v1", "v2").doesNotContain("v3");
    }

    private static Scene halfShifted(HalfShifted answer) {
        var canary = new DeploymentConfiguration(
                "CANARY",
                0,
                List.of(pause(60, "ROLLBACK", "PRE_PRODUCTION_TRAFFIC_SHIFT")),
                new CanaryConfiguration(20.0, 1),
                null,
                null,
                null,
                null,
                null);
        var scene =
                new Scene(Variants.with(answer)).live("v1", canary).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        scene.pass(Duration.ofSeconds(1)).untilPaused();
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 20, "green", 80));
        return scene;
    }
}
