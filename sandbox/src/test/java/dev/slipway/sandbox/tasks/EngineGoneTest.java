package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.ecs.TaskLost;
import dev.slipway.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tasks when the Docker engine goes away under the sandbox. The engine is a script that plays one. */
@DisabledOnOs(OS.WINDOWS)
class EngineGoneTest {
    /** Says what {@code docker} says, and what it says when no engine answers it: while the file {@code gone} is there. */
    private static final String ENGINE = """
            #!/bin/sh
            cd "$(dirname "$0")"
            gone() { echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'; exit 1; }
            [ "$1" = logs ] && while [ ! -e gone ]; do sleep 0.05; done
            [ -e gone ] && gone
            echo "$1" >> asked
            case "$1" in
              run) echo 0123456789012345678901234567890123456789012345678901234567890123 ;;
              port) echo 127.0.0.1:4711 ;;
              version) echo 29.0.0 ;;
            esac
            """;

    @TempDir
    Path directory;

    private final Reports reports = new Reports();
    private @Nullable ContainerTasks tasks;

    @BeforeEach
    void start() throws Exception {
        Path script = directory.resolve("docker");
        Files.writeString(script, ENGINE);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        tasks = new ContainerTasks(new Docker(
                () -> "127.0.0.1:4566", new TaskFiles(directory), new Random(1), new DockerCommand(script.toString())));
    }

    @AfterEach
    void end() throws Exception {
        Files.writeString(directory.resolve("gone"), "");
        tasks().close();
    }

    @Test
    void itsTasksAreLostWithoutBlame() throws Exception {
        start("task/one");
        reports.started("task/one");

        Files.writeString(directory.resolve("gone"), "");

        Eventually.holds(
                Duration.ofSeconds(30),
                () -> assertThat(reports.told()).contains(new TaskLost("task/one", TaskLost.HOST_GONE)));
    }

    @Test
    void othersWaitUntilItIsBack() throws Exception {
        Path gone = Files.writeString(directory.resolve("gone"), "");
        start("task/two");
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> assertThat(Files.exists(directory.resolve("asked"))).isFalse());

        Files.delete(gone);

        assertThat(reports.started("task/two").containers()).hasSize(1);
        assertThat(reports.told()).hasSize(1);
    }

    @Test
    void itsContainersAreRemovedWhenItIsBack() throws Exception {
        start("task/three");
        reports.started("task/three");
        Path gone = Files.writeString(directory.resolve("gone"), "");
        Eventually.holds(
                Duration.ofSeconds(30), () -> assertThat(reports.told()).hasSize(2));

        Files.delete(gone);

        Eventually.holds(
                Duration.ofSeconds(30),
                () -> assertThat(Files.readString(directory.resolve("asked"))).contains("rm"));
    }

    private ContainerTasks tasks() {
        return Objects.requireNonNull(tasks, "set before each test");
    }

    private void start(String task) {
        tasks().start(
                        new StartTask(
                                task, List.of(RealTaskCases.container("app", "sha256:" + "a".repeat(64), Map.of()))),
                        reports);
    }
}
