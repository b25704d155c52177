package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.RollingStages;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"150, 100, 3, 4", "100, 50, 2, 3", "100, 40, 2, 3", "200, 100, 3, 6"})
    void roundsTheLeastUpAndTheMostDown(int maximum, int minimum, int least, int most) {
        var odd = new DeploymentConfiguration("ROLLING", null, null, null, null, maximum, minimum, null, null);
        var scene = rolling(new Scene(), odd);
        scene.call(new UpdateService(
                "main", "api", 3, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null));
        scene.pass(Duration.ofMinutes(1)).deploy("v2");
        var counts = new TreeSet<Integer>();
        scene.watchedBy(each ->
                counts.add(each.service().runningCount() + each.service().pendingCount()));
        var running = new TreeSet<Integer>();
        scene.until(() -> {
            running.add(scene.running().size());
            return scene.newest().status().equals("SUCCESSFUL");
        });

        assertThat(counts.last()).isEqualTo(most);
        assertThat(running.first()).isEqualTo(least);
    }

    @Test
    void watchesItsAlarmsForAWhileWhenAllTasksAreExchanged() {
        var alarmed = new DeploymentConfiguration(
                "ROLLING", null, null, null, null, 200, 100, new DeploymentAlarms(List.of("5xx"), true, true), null);
        var scene = new Scene();
        scene.alarm("5xx", "OK");
        rolling(scene, alarmed).deploy("v2").until(() -> scene.running().equals(List.of("v2", "v2")));
        var exchanged = scene.newest().status();

        scene.alarm("5xx", "ALARM");
        scene.untilStatus("ROLLBACK_SUCCESSFUL").pass(Duration.ofMinutes(10));

        assertThat(exchanged).isEqualTo("IN_PROGRESS");
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
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
                "ROLLING",
                null,
                List.of(pause(60, "ROLLBACK", "PRE_SCALE_UP", "POST_SCALE_UP")),
                null,
                null,
                200,
                100,
                null,
                null);
        var scene = rolling(new Scene(Variants.with(RollingStages.AROUND_SCALE_UP)), paused);
        var stages = new ArrayList<String>();

        scene.deploy("v2").until(() -> {
            scene.waiting().forEach(hook -> {
                stages.add(scene.newest().lifecycleStage() + " " + scene.running());
                scene.proceed(hook);
            });
            return scene.newest().status().equals("SUCCESSFUL");
        });

        assertThat(stages).containsExactly("PRE_SCALE_UP [v1, v1]", "POST_SCALE_UP [v2, v2]");
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

    /** Without load balancer and health checks a task counts 40 seconds after it came to run. */
    @Test
    void isNotFooledByTasksThatEndSoonAfterTheyCameToRun() {
        var breaking = new DeploymentConfiguration(
                "ROLLING", null, null, null, null, 100, 50, null, new DeploymentCircuitBreaker(true, true, null, null));
        var scene = new Scene().created("v1", breaking, List.of()).through().pass(Duration.ofMinutes(1));
        scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(39), 7));

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL").pass(Duration.ofMinutes(5));

        assertThat(scene.newest().deploymentCircuitBreaker())
                .isEqualTo(new ServiceDeploymentCircuitBreaker("TRIGGERED", 3, 3));
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
    }

    @Test
    void countsATaskThatNobodyTellsOfFortySecondsAfterItCameToRun() {
        var scene = new Scene().created("v1", ROLLING, List.of());

        scene.until(() -> scene.running().size() == 2).pass(Duration.ofSeconds(39));
        var before = scene.newest().status();
        scene.pass(Duration.ofSeconds(1));

        assertThat(List.of(before, scene.newest().status())).containsExactly("IN_PROGRESS", "SUCCESSFUL");
    }

    @Test
    void showsItsFailedTasksUntilOneRunsWell() {
        var scene = rolling(new Scene(), ROLLING);
        scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(1), 1));
        scene.deploy("v2").until(() -> failed(scene) == 2);

        scene.conducts.remove("v2");
        scene.untilStatus("SUCCESSFUL");

        assertThat(failed(scene)).isZero();
    }

    private static int failed(Scene scene) {
        return scene.service().deployments().getFirst().failedTasks();
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
