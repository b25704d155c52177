package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Containers that wait for others of their task. */
class ContainerDependenciesTest {
    private static final RegisterTaskDefinition DEFINITION = Definitions.of(
            "{'name': 'app', 'image': 'v1', 'dependsOn': [{'containerName': 'set-up', 'condition': 'SUCCESS'},"
                    + " {'containerName': 'proxy', 'condition': 'HEALTHY'}]}",
            "{'name': 'set-up', 'image': 'v1', 'essential': false}",
            "{'name': 'proxy', 'image': 'v1', 'essential': false, 'startTimeout': 60,"
                    + " 'healthCheck': {'command': ['CMD', 'probe']}}");

    private final Scene scene = new Scene();

    @Test
    void runWhenTheOthersAreAsTheyWant() {
        Task task = Definitions.run(scene, DEFINITION);
        scene.until(() ->
                Definitions.now(scene, task).containers().getLast().lastStatus().equals("RUNNING"));
        Task waiting = Definitions.now(scene, task);

        scene.until(() -> Definitions.now(scene, task).lastStatus().equals("RUNNING"));

        assertThat(waiting.lastStatus()).isEqualTo("PENDING");
        assertThat(waiting.containers())
                .extracting(Container::name, Container::lastStatus, Container::healthStatus, Container::exitCode)
                .containsExactly(
                        tuple("app", "PENDING", "UNKNOWN", null),
                        tuple("set-up", "STOPPED", "UNKNOWN", 0),
                        tuple("proxy", "RUNNING", "UNKNOWN", null));
        assertThat(Definitions.now(scene, task).containers())
                .extracting(Container::name, Container::lastStatus, Container::healthStatus)
                .containsExactly(
                        tuple("app", "RUNNING", "UNKNOWN"),
                        tuple("set-up", "STOPPED", "UNKNOWN"),
                        tuple("proxy", "RUNNING", "HEALTHY"));
    }

    @Test
    void endTheTaskWhenTheOthersTakeLongerThanTheirStartTimeout() {
        scene.conducts.put("v1", Conduct.neverHealthy());
        Task task = Definitions.run(scene, DEFINITION);

        scene.pass(Duration.ofSeconds(65));
        Task waiting = Definitions.now(scene, task);
        scene.pass(Duration.ofMinutes(1));

        assertThat(waiting.lastStatus()).isEqualTo("PENDING");
        assertThat(Definitions.now(scene, task))
                .extracting(Task::lastStatus, Task::stopCode, Task::stoppedReason)
                .containsExactly(
                        "STOPPED",
                        "TaskFailedToStart",
                        "CannotStartContainerError: dependency graph: container ordering dependency [proxy] for target [app]"
                                + " has timed out.");
    }
}
