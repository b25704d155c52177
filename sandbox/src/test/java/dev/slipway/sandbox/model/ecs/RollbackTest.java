package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant.Abort;
import dev.slipway.sandbox.model.AwsVariant.HookRollback;
import dev.slipway.sandbox.model.AwsVariant.StopOfFinished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackTest {

    @Test
    void aRefusedGateBringsTheTestTrafficBackAndStopsGreen() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL").pass(Duration.ofMinutes(10));

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.weights(scene.testRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
    }

    @Test
    void theRollbackNamesItsDestination() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var asked = scene.now;

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        var rollback = scene.newest().rollback();
        assertThat(rollback)
                .isEqualTo(new Rollback(
                        "Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed.",
                        asked,
                        scene.newest().sourceServiceRevisions().get(0).arn()));
    }

    @Test
    void theServiceGoesBackToTheOldTaskDefinitionSoThatTheFailedOneCanBeTriedAgain() {
        var scene = new Scene().live("v1", blueGreen(gate()));
        var failed = scene.register("v2");
        scene.update(failed, null, false).untilPaused();
        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");
        var before = scene.newest().serviceDeploymentArn();

        scene.update(failed, null, false);

        assertThat(scene.newest().serviceDeploymentArn()).isNotEqualTo(before);
    }

    @Test
    void stopGoesByRollbackRequested() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var statuses = statuses(scene);

        stop(scene, "ROLLBACK");
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(statuses).containsExactly("ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL");
    }

    @Test
    void aRefusedGateGoesByRollbackRequestedInSomeVariants() {
        var scene = new Scene(Variants.with(HookRollback.REQUESTED_FIRST))
                .live("v1", blueGreen(gate()))
                .deploy("v2")
                .untilPaused();
        var statuses = statuses(scene);

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(statuses).containsExactly("ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL");
    }

    @Test
    void aStopOfADeploymentThatHasNotBegunRollsItBack() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2");
        var statuses = statuses(scene);

        stop(scene, "ROLLBACK");
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(statuses).containsExactly("ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL");
        assertThat(scene.service().taskDefinition()).endsWith("api:1");
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
    }

    @Test
    void aStopWhileBakingFlipsTheWeightsBackWithoutANewTask() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        scene.untilStage("BAKE_TIME");
        var tasks = scene.running();

        stop(scene, "ROLLBACK");
        scene.until(() -> scene.weights(scene.productionRule).equals(Map.of("blue", 0, "green", 100)));

        assertThat(scene.running()).isEqualTo(tasks).isEqualTo(List.of("v1", "v1", "v2", "v2"));
    }

    @Test
    void aRollbackAskedForDuringCleanUpLosesTheRace() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        scene.untilStage("CLEAN_UP");
        var statuses = statuses(scene);

        stop(scene, "ROLLBACK");
        scene.until(() -> scene.newest().finishedAt() != null);

        assertThat(statuses).containsExactly("ROLLBACK_REQUESTED", "SUCCESSFUL");
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void aSecondStopChangesNothing() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        stop(scene, "ROLLBACK");

        stop(scene, "ROLLBACK");
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo("Service deployment rolled back because StopServiceDeployment was called.");
    }

    @Test
    void stoppingWhatHasEndedIsAConflict() {
        var scene = new Scene().live("v1", blueGreen());

        assertThatThrownBy(() -> stop(scene, "ROLLBACK"))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("The service deployment is in a terminal state and cannot be stopped.");
    }

    @Test
    void stoppingWhatHasEndedIsTakenInSomeVariants() {
        var scene = new Scene(Variants.with(StopOfFinished.ACCEPTED)).live("v1", blueGreen());

        stop(scene, "ROLLBACK");
        scene.pass(Duration.ofMinutes(10));

        assertThat(scene.newest().status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void abortIsRefusedLikeliest() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();

        assertThatThrownBy(() -> stop(scene, "ABORT"))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("Invalid stopType 'ABORT'. The valid values are ROLLBACK");
    }

    @Test
    void abortStopsInSomeVariants() {
        var scene = new Scene(Variants.with(Abort.STOPS))
                .live("v1", blueGreen(gate()))
                .deploy("v2")
                .untilPaused();
        var statuses = statuses(scene);

        stop(scene, "ABORT");
        scene.untilStatus("STOPPED");

        assertThat(statuses).containsExactly("STOP_REQUESTED", "STOPPED");
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
    }

    private static void stop(Scene scene, String type) {
        scene.call(new StopServiceDeployment(scene.newest().serviceDeploymentArn(), type));
    }

    private static List<String> statuses(Scene scene) {
        var statuses = new ArrayList<String>();
        String arn = scene.newest().serviceDeploymentArn();
        String before = scene.newest().status();
        scene.watchedBy(each -> {
            String status = each.deployment(arn).status();
            if (statuses.isEmpty()
                    ? !status.equals(before)
                    : !statuses.get(statuses.size() - 1).equals(status)) {
                statuses.add(status);
            }
        });
        return statuses;
    }
}
