package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.AlarmsDuringPause;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private static final DeploymentCircuitBreaker BREAKER = new DeploymentCircuitBreaker(true, true, null, null);

    @Nested
    class TheCircuitBreaker {

        @Test
        void rollsBackAfterThreeFailuresInARow() {
            var scene = new Scene().live("v1", breaking(BREAKER));
            scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(1), 1));

            scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

            assertThat(scene.newest().statusReason())
                    .isEqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded.");
            assertThat(scene.newest().deploymentCircuitBreaker())
                    .isEqualTo(new ServiceDeploymentCircuitBreaker("TRIGGERED", 3, 3));
            assertThat(scene.eventNames("ECS Deployment State Change"))
                    .endsWith(
                            "SERVICE_DEPLOYMENT_IN_PROGRESS",
                            "SERVICE_DEPLOYMENT_FAILED",
                            "SERVICE_DEPLOYMENT_IN_PROGRESS");
        }

        @Test
        void countsTasksThatCannotStart() {
            var scene = new Scene().live("v1", breaking(BREAKER));
            scene.conducts.put("v2", Conduct.unstartable("CannotPullContainerError: not found"));

            scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

            assertThat(stopped(scene))
                    .allMatch(task -> "TaskFailedToStart".equals(task.stopCode())
                            && "CannotPullContainerError: not found".equals(task.stoppedReason()));
        }

        @Test
        void countsTasksThatNeverBecomeHealthy() {
            var scene = new Scene().live("v1", breaking(BREAKER));
            scene.conducts.put("v2", Conduct.neverHealthy());

            scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

            assertThat(stopped(scene).get(0).stoppedReason())
                    .startsWith("Task failed ELB health checks in (target-group " + scene.blue);
        }

        @Test
        void obeysAConfiguredCount() {
            var atFive = new DeploymentCircuitBreaker(true, true, null, new ThresholdConfiguration("COUNT", 5));
            var scene = new Scene().live("v1", breaking(atFive));
            scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(1), 1));

            scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

            assertThat(scene.newest().deploymentCircuitBreaker())
                    .isEqualTo(new ServiceDeploymentCircuitBreaker("TRIGGERED", 5, 5));
        }

        @ParameterizedTest
        @CsvSource({", 0", "true, 0", "false, 2"})
        void countsFailuresInARowUnlessItIsNotToResetOnAHealthyTask(@Nullable Boolean resets, int counted) {
            var scene = new Scene().live("v1", breaking(new DeploymentCircuitBreaker(true, true, resets, null)));
            scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(1), 1));
            scene.deploy("v2")
                    .until(() -> scene.newest().deploymentCircuitBreaker().failureCount() == 2);
            scene.conducts.remove("v2");

            scene.untilPaused();

            assertThat(scene.newest().deploymentCircuitBreaker())
                    .isEqualTo(new ServiceDeploymentCircuitBreaker("MONITORING_COMPLETE", counted, 3));
        }

        @Test
        void countsNoTasksOfTheVersionBefore() {
            var atOne = new DeploymentCircuitBreaker(true, true, null, new ThresholdConfiguration("COUNT", 1));
            var scene = new Scene().live("v1", breaking(atOne)).pass(Duration.ofMinutes(10));
            var old = scene.orders.getLast().taskArn();
            scene.deploy("v2").untilStage("SCALE_UP");

            scene.call(new TaskExited(old, List.of(new TaskExited.Container("app", 1, "")), ""));
            scene.untilPaused();

            assertThat(scene.newest().deploymentCircuitBreaker())
                    .isEqualTo(new ServiceDeploymentCircuitBreaker("MONITORING_COMPLETE", 0, 1));
        }

        @Test
        void countsNoTasksThatFailOnceAllWereWell() {
            var atOne = new DeploymentCircuitBreaker(true, true, null, new ThresholdConfiguration("COUNT", 1));
            var scene = new Scene().live("v1", breaking(atOne)).deploy("v2").untilPaused();
            var task = scene.orders.getLast().taskArn();

            scene.call(new TaskExited(task, List.of(new TaskExited.Container("app", 1, "")), ""));
            scene.pass(Duration.ofMinutes(5));

            assertThat(scene.newest().status()).isEqualTo("IN_PROGRESS");
            assertThat(scene.running()).isEqualTo(List.of("v1", "v1", "v2", "v2"));
        }

        @Test
        void stopsTheDeploymentIfItIsNotToRollBack() {
            var scene = new Scene().live("v1", breaking(new DeploymentCircuitBreaker(true, false, null, null)));
            scene.conducts.put("v2", Conduct.crashing(Duration.ofSeconds(1), 1));

            scene.deploy("v2").untilStatus("STOPPED");

            assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
        }

        @Test
        void withoutItTasksAreStartedUntilTheStageTimesOut() {
            var scene = new Scene().live("v1", blueGreen(gate()));
            scene.conducts.put("v2", Conduct.unstartable("CannotPullContainerError: not found"));

            scene.deploy("v2").pass(Duration.ofHours(23));
            var before = scene.newest().lifecycleStage();
            scene.pass(Duration.ofHours(2));

            assertThat(before).isEqualTo("SCALE_UP");
            assertThat(scene.newest().status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        }

        private List<Task> stopped(Scene scene) {
            var arns = scene.call(new ListTasks("main", null, null, null, null, "api", "STOPPED", null))
                    .taskArns();
            return scene.call(new DescribeTasks("main", arns, List.of())).tasks().stream()
                    .filter(task -> task.containers().get(0).image().equals("v2") && task.stopCode() != null)
                    .filter(task -> !String.valueOf(task.stoppedReason()).startsWith("Scaling"))
                    .toList();
        }
    }

    @Nested
    class Alarms {

        @Test
        void rollBackWhileBaking() {
            var scene = new Scene();
            scene.alarm("5xx", "OK");
            scene.live("v1", alarmed(true)).deploy("v2").untilPaused();
            scene.proceed(scene.hook());
            scene.untilStage("BAKE_TIME");

            scene.alarm("5xx", "ALARM");
            scene.untilStatus("ROLLBACK_SUCCESSFUL");

            assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
            assertThat(scene.newest().alarms())
                    .isEqualTo(new ServiceDeploymentAlarms("TRIGGERED", List.of("5xx"), List.of("5xx")));
        }

        @Test
        void thatWereRaisedBeforeTheStartAreIgnoredForTheWholeDeployment() {
            var scene = new Scene();
            scene.alarm("5xx", "OK");
            scene.live("v1", alarmed(true));
            scene.alarm("5xx", "ALARM");
            scene.deploy("v2").untilPaused();

            scene.alarm("5xx", "OK");
            scene.alarm("5xx", "ALARM");
            scene.through();

            assertThat(scene.newest().alarms().status()).isEqualTo("DISABLED");
        }

        @Test
        void waitForTheAnswerInSomeVariants() {
            var scene = new Scene(Variants.with(AlarmsDuringPause.WAIT_FOR_THE_ANSWER));
            scene.alarm("5xx", "OK");
            scene.live("v1", alarmed(true)).deploy("v2").untilPaused();

            scene.alarm("5xx", "ALARM");
            scene.pass(Duration.ofMinutes(5));
            var before = scene.newest().status();
            scene.proceed(scene.hook());
            scene.untilStatus("ROLLBACK_SUCCESSFUL");

            assertThat(before).isEqualTo("IN_PROGRESS");
        }

        @Test
        void stopTheDeploymentIfItIsNotToRollBack() {
            var scene = new Scene();
            scene.alarm("5xx", "OK");
            scene.live("v1", alarmed(false)).deploy("v2").untilPaused();

            scene.alarm("5xx", "ALARM");
            scene.untilStatus("STOPPED");

            assertThat(scene.newest().statusReason())
                    .isEqualTo("Service deployment stopped because of alarm(s) in ALARM state: 5xx.");
        }
    }

    @Nested
    class ATaskOfALiveService {

        @Test
        void isReplacedWhenItCrashes() {
            var scene = new Scene();
            scene.conducts.put("v1", Conduct.crashing(Duration.ofHours(1), 3));
            scene.live("v1", blueGreen()).pass(Duration.ofMinutes(30));
            var before = scene.running();

            scene.pass(Duration.ofMinutes(45));

            assertThat(before).isEqualTo(List.of("v1", "v1"));
            assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
            assertThat(scene.events.stream()
                            .filter(event ->
                                    event.at("/detail/stopCode").asText().equals("EssentialContainerExited"))
                            .map(event ->
                                    event.at("/detail/containers/0/exitCode").asInt()))
                    .contains(3);
        }

        @Test
        void tellsThatItHadNoMemoryLeft() {
            var scene = new Scene().live("v1", blueGreen()).pass(Duration.ofMinutes(10));
            var task = scene.orders.getLast().taskArn();
            var outOfMemory = "OutOfMemoryError: Container killed due to memory usage";

            scene.call(new TaskExited(
                    task,
                    List.of(new TaskExited.Container("app", 137, outOfMemory)),
                    "Essential container in task exited"));
            scene.pass(Duration.ofMinutes(5));

            var ended = scene.call(new DescribeTasks("main", List.of(task), List.of()))
                    .tasks()
                    .getFirst();
            assertThat(ended)
                    .extracting(Task::lastStatus, Task::stopCode, Task::stoppedReason)
                    .containsExactly("STOPPED", "EssentialContainerExited", "Essential container in task exited");
            assertThat(ended.containers().getFirst())
                    .extracting(Container::exitCode, Container::reason)
                    .containsExactly(137, outOfMemory);
            assertThat(scene.running()).isEqualTo(List.of("v1", "v1"));
        }

        @Test
        void isRememberedForAnHourAfterItStopped() {
            var scene = new Scene().live("v1", blueGreen()).pass(Duration.ofMinutes(10));
            var task = scene.call(new ListTasks("main", null, null, null, null, "api", "RUNNING", null))
                    .taskArns()
                    .get(0);
            scene.call(new StopTask("main", task, "by hand"));

            scene.pass(Duration.ofMinutes(30));
            var then = scene.call(new DescribeTasks("main", List.of(task), List.of()));
            scene.pass(Duration.ofMinutes(60));
            var later = scene.call(new DescribeTasks("main", List.of(task), List.of()));

            assertThat(then.tasks().get(0).stoppedReason()).isEqualTo("by hand");
            assertThat(later.failures()).isEqualTo(List.of(new Failure(task, "MISSING", null)));
        }
    }

    private static DeploymentConfiguration breaking(DeploymentCircuitBreaker breaker) {
        return new DeploymentConfiguration("BLUE_GREEN", 1, List.of(gate()), null, null, null, null, null, breaker);
    }

    private static DeploymentConfiguration alarmed(boolean rollback) {
        return new DeploymentConfiguration(
                "BLUE_GREEN",
                10,
                List.of(gate()),
                null,
                null,
                null,
                null,
                new DeploymentAlarms(List.of("5xx"), rollback, true),
                null);
    }
}
