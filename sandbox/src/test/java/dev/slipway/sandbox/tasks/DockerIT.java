package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.testkit.Eventually;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real containers. Skipped, and says so, where no Docker engine answers. */
class DockerIT extends RealTaskCases {
    private final TestRegistry registry = new TestRegistry(images);
    private @Nullable ContainerTasks tasks;
    private String address = "";
    private String label = "";

    @BeforeAll
    static void requireEngine() {
        var found = new Machine(System.getProperty("os.name"), Path.of("/proc/sys")).findings();
        assumeTrue(
                found.docker().works(),
                "SKIPPED: no Docker engine answers: " + found.docker().said());
        assumeTrue(TestImages.canBeMade(), "SKIPPED: no /usr/bin/perl here to make an image of");
    }

    @BeforeEach
    void open() throws Exception {
        address = registry.start();
        var docker = new Docker(() -> address, files(), new Random(work.hashCode()));
        label = docker.label();
        tasks = new ContainerTasks(docker);
    }

    @Override
    void afterwards() {
        registry.close();
        assertThat(containers(label)).isEmpty();
        assertThat(imagesFrom(address)).isEmpty();
    }

    @Override
    ContainerTasks tasks() {
        return Objects.requireNonNull(tasks);
    }

    @Override
    TaskFiles files() {
        return new TaskFiles(work);
    }

    @Test
    void tellsTheProgramTheContainersPort() throws Exception {
        var app = container("app", images.server("hello"), Map.of());
        tasks().start(new StartTask(TASK, List.of(app)), reports);

        var running = reports.started(TASK).containers().getFirst();

        assertThat(running.port()).isNotEqualTo(8080);
        assertThat(get(running, "/env")).contains("PORT=8080");
    }

    @Test
    void letsATasksContainersShareOneNetwork() throws Exception {
        var app = container("app", images.server("hello"), Map.of());
        var second = new ContainerSpec(
                "second", "api", images.server("second"), true, List.of(), List.of("api"), Map.of(), 8081, 0, PATIENCE);

        tasks().start(new StartTask(TASK, List.of(app, second)), reports);

        var containers = reports.started(TASK).containers();
        assertThat(get(containers.get(0), "/")).isEqualTo("hello web");
        assertThat(get(containers.get(1), "/")).isEqualTo("second api");
    }

    @Test
    void endsAContainerThatTakesMoreMemoryThanItMay() throws Exception {
        var greedy = new ContainerSpec(
                "greedy",
                "api",
                images.server("hello"),
                true,
                List.of("perl", "-e", "my @all; push @all, 'x' x 1_000_000 while 1"),
                List.of(),
                Map.of(),
                0,
                32,
                PATIENCE);

        tasks().start(new StartTask(TASK, List.of(greedy)), reports);

        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(
                        TASK,
                        List.of(new TaskExited.Container(
                                "greedy", 137, "OutOfMemoryError: Container killed due to memory usage")),
                        "Essential container in task exited"));
    }

    @Test
    void leavesNothingRunningWhenTheSandboxIsKilled() throws Exception {
        long seed = work.hashCode();
        String killed = "dev.slipway.sandbox=" + HexFormat.of().toHexDigits(new Random(seed).nextLong());
        Process sandbox = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxToKill.class.getName(),
                        work.toString(),
                        Long.toString(seed))
                .redirectError(new File("/dev/null"))
                .start();
        sandbox.getInputStream().read();
        assertThat(containers(killed)).hasSize(2);

        sandbox.destroyForcibly();

        Eventually.holds(
                Duration.ofSeconds(10), () -> assertThat(containers(killed)).isEmpty());
    }

    private static List<String> imagesFrom(String address) {
        return new DockerCommand()
                .run("images", "--all", "--format", "{{.Repository}}")
                .output()
                .lines()
                .filter(repository -> repository.startsWith(address + "/"))
                .toList();
    }

    private static List<String> containers(String label) {
        return new DockerCommand()
                .run("ps", "--all", "--quiet", "--filter", "label=" + label)
                .output()
                .lines()
                .toList();
    }
}
