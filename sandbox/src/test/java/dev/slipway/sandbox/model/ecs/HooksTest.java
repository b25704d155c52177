package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.GATE;
import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HooksTest {
    @Test
    void aHookIsShownAsAwsShowsIt() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2");

        scene.untilPaused();

        assertThat(scene.newest().lifecycleHookDetails())
                .isEqualTo(List.of(new DeploymentLifecycleHookDetail(
                        scene.hook(), "PAUSE", null, "AWAITING_ACTION", scene.now.plusSeconds(3600), "ROLLBACK")));
        assertThat(scene.hook()).matches("ecs-pause-[A-Za-z0-9_-]{43}");
    }

    @Test
    void everyPausableStageIsVisitedWithAnIdOfItsOwn() {
        var everywhere = pause(
                60,
                "ROLLBACK",
                "PRE_SCALE_UP",
                "POST_SCALE_UP",
                GATE,
                "PRE_PRODUCTION_TRAFFIC_SHIFT",
                "POST_PRODUCTION_TRAFFIC_SHIFT");
        var scene = new Scene().live("v1", blueGreen(everywhere)).deploy("v2");
        var visited = new ArrayList<String>();
        var ids = new ArrayList<String>();

        scene.until(() -> {
            for (String id : scene.waiting()) {
                visited.add(String.valueOf(scene.newest().lifecycleStage()));
                ids.add(id);
                scene.proceed(id);
            }
            return scene.newest().status().equals("SUCCESSFUL");
        });

        assertThat(visited)
                .containsExactly(
                        "PRE_SCALE_UP",
                        "POST_SCALE_UP",
                        GATE,
                        "PRE_PRODUCTION_TRAFFIC_SHIFT",
                        "POST_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void allHooksOfAStageMustBeContinued() {
        var scene =
                new Scene().live("v1", blueGreen(gate(), gate())).deploy("v2").untilPaused();

        scene.proceed(scene.hook());
        scene.pass(Duration.ofMinutes(5));

        assertThat(scene.newest().lifecycleStage()).isEqualTo(GATE);
        assertThat(scene.waiting()).hasSize(1);
    }

    @Test
    void oneRefusalAmongSeveralHooksRollsBack() {
        var scene =
                new Scene().live("v1", blueGreen(gate(), gate())).deploy("v2").untilPaused();

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo("Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed.");
    }

    @Test
    void aTimeoutRollsBackIfTheHookSaysSo() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();

        scene.pass(Duration.ofMinutes(60)).untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo("Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.");
        assertThat(scene.eventNames("ECS Hook State Change")).endsWith("HOOK_AWAITING_ACTION", "HOOK_TIMED_OUT");
    }

    @Test
    void aTimeoutContinuesIfTheHookSaysSo() {
        var scene = new Scene()
                .live("v1", blueGreen(pause(60, "CONTINUE", GATE)))
                .deploy("v2")
                .untilPaused();

        scene.pass(Duration.ofMinutes(60)).untilStatus("SUCCESSFUL");

        assertThat(scene.eventNames("ECS Hook State Change")).endsWith("HOOK_AWAITING_ACTION", "HOOK_TIMED_OUT");
    }

    @Test
    void aHookThatSaysNoTimeoutWaitsADayAndRollsBack() {
        var bare = new DeploymentLifecycleHook("PAUSE", null, null, List.of(GATE), null, null);
        var scene = new Scene().live("v1", blueGreen(bare)).deploy("v2").untilPaused();

        var detail = scene.newest().lifecycleHookDetails().get(0);

        assertThat(detail.expiresAt()).isEqualTo(scene.now.plus(Duration.ofDays(1)));
        assertThat(detail.timeoutAction()).isEqualTo("ROLLBACK");
    }

    @Test
    void aPauseMayLastLongerThanAStageDoes() {
        var scene = new Scene()
                .live("v1", blueGreen(pause(20_160, "ROLLBACK", GATE)))
                .deploy("v2")
                .untilPaused();

        scene.pass(Duration.ofDays(13));

        assertThat(scene.newest().status()).isEqualTo("IN_PROGRESS");
        assertThat(scene.waiting()).hasSize(1);
    }

    @Test
    void noPauseLastsLongerThanADeploymentMay() {
        var patient = pause(20_160, "CONTINUE", "PRE_SCALE_UP", "POST_SCALE_UP", GATE);
        var scene = new Scene().live("v1", blueGreen(patient)).deploy("v2").untilPaused();

        scene.pass(Duration.ofDays(29));
        var before = scene.newest().status();
        scene.pass(Duration.ofDays(2));

        assertThat(before).isEqualTo("IN_PROGRESS");
        assertThat(scene.newest().status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(scene.newest().statusReason())
                .isEqualTo("Service deployment rolled back because it lasted longer than 30 days.");
    }

    @Test
    void everyAnswerHasItsEvent() {
        var scene =
                new Scene().live("v1", blueGreen(gate(), gate())).deploy("v2").untilPaused();
        int before = scene.eventNames("ECS Hook State Change").size();

        scene.proceed(scene.hook());
        scene.goBack(scene.hook());

        assertThat(scene.eventNames("ECS Hook State Change").subList(before, before + 2))
                .containsExactly("HOOK_SUCCEEDED", "HOOK_FAILED");
    }

    @Test
    void finishedHooksStayListedInSomeVariants() {
        var scene = new Scene(Variants.with("listsFinishedHooks", true))
                .live("v1", blueGreen(gate()))
                .deploy("v2")
                .untilPaused();

        scene.proceed(scene.hook());

        assertThat(scene.newest().lifecycleHookDetails())
                .extracting(DeploymentLifecycleHookDetail::status)
                .containsExactly("SUCCEEDED");
    }
}
