package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers whose task definition says how to ask them whether they are well. */
class ContainerHealthTest {
    private static final String CHECK =
            "'healthCheck': {'command': ['CMD-SHELL', 'true'], 'interval': 10, 'retries': 2}";
    private static final String APP = "{'name': 'app', 'image': 'v1', " + CHECK + "}";

    private final Scene scene = new Scene();

    @Test
    void areUnknownUntilTheFirstCheckAndDecideOverTheirTask() {
        Task task = Definitions.run(scene, Definitions.of(APP, "{'name': 'log', 'image': 'v1', 'essential': false}"));
        scene.until(() -> Definitions.now(scene, task).lastStatus().equals("RUNNING"));

        List<String> first = health(task);
        scene.pass(Duration.ofSeconds(10));

        assertThat(first).containsExactly("UNKNOWN", "UNKNOWN", "UNKNOWN");
        assertThat(health(task)).containsExactly("HEALTHY", "HEALTHY", "UNKNOWN");
    }

    @Test
    void leaveATaskUnknownAsLongAsOneEssentialContainerIs() {
        Task task = Definitions.run(scene, Definitions.of(APP, "{'name': 'other', 'image': 'v1'}"));
        scene.pass(Duration.ofMinutes(1));

        assertThat(health(task)).containsExactly("UNKNOWN", "HEALTHY", "UNKNOWN");
    }

    @Test
    void haveAServicesTaskReplacedWhenAnEssentialOneIsUnhealthy() {
        scene.conducts.put("v1", Conduct.neverHealthy());
        scene.createdOf(Definitions.register(scene, Definitions.of(APP)), Scene.configuration("ROLLING"), List.of());

        scene.pass(Duration.ofMinutes(2));

        assertThat(scene.newest().status()).isEqualTo("IN_PROGRESS");
        assertThat(scene.orders).hasSizeGreaterThan(2);
        assertThat(stopped())
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task)
                        .extracting(Task::stopCode, Task::stoppedReason, Task::healthStatus)
                        .containsExactly(
                                "ServiceSchedulerInitiated", "Task failed container health checks", "UNHEALTHY"));
    }

    @Test
    void leaveATaskAloneThatBelongsToNoService() {
        scene.conducts.put("v1", Conduct.neverHealthy());
        Task task = Definitions.run(scene, Definitions.of(APP));

        scene.pass(Duration.ofMinutes(5));

        assertThat(Definitions.now(scene, task))
                .extracting(Task::lastStatus, Task::healthStatus)
                .containsExactly("RUNNING", "UNHEALTHY");
    }

    @Test
    void areJudgedAfterTheGracePeriodOnly() {
        scene.conducts.put("v1", Conduct.neverHealthy());
        scene.createdOf(Definitions.register(scene, Definitions.of(APP)), Scene.configuration("ROLLING"), List.of());
        scene.call(new UpdateService(
                "main", "api", null, null, null, null, null, null, null, null, false, 600, null, null, null, null, null,
                null));

        scene.pass(Duration.ofMinutes(5));

        assertThat(scene.orders).hasSize(2);
        assertThat(scene.running()).containsExactly("v1", "v1");
    }

    private List<String> health(Task task) {
        Task now = Definitions.now(scene, task);
        return List.of(
                now.healthStatus(),
                now.containers().getFirst().healthStatus(),
                now.containers().getLast().healthStatus());
    }

    private List<Task> stopped() {
        var arns = scene.call(new ListTasks("main", null, null, null, null, "api", "STOPPED", null))
                .taskArns();
        return scene.call(new DescribeTasks("main", arns, List.of())).tasks();
    }
}
