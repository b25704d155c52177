package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.testkit.Eventually;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes in a chroot. Skipped, and says so, where user namespaces or Perl are missing. */
class ChrootIT extends RealTaskCases {
    private @Nullable ContainerTasks tasks;

    @BeforeAll
    static void requireNamespaces() {
        var found = new Machine(System.getProperty("os.name"), Path.of("/proc/sys")).findings();
        assumeTrue(
                found.chroot().works(),
                "SKIPPED: no user namespaces here: " + found.chroot().said());
        assumeTrue(TestImages.canBeMade(), "SKIPPED: no /usr/bin/perl here to make an image of");
    }

    @BeforeEach
    void open() {
        tasks = new ContainerTasks(new Chroot(images, files(), new Random(work.hashCode())));
    }

    @Override
    ContainerTasks tasks() {
        return Objects.requireNonNull(tasks);
    }

    @Override
    TaskFiles files() {
        return new TaskFiles(work.resolve("with space, comma: colon"));
    }

    @Override
    void afterwards() {
        assertThat(processesOf("a daemon")).isZero();
    }

    @Test
    void tellsEachProgramAPortOfItsOwn() throws Exception {
        var app = container("app", images.server("hello"), Map.of("PORT", "80"));
        tasks().start(new StartTask(TASK, List.of(app)), reports);

        var running = reports.started(TASK).containers().getFirst();

        assertThat(running.port()).isBetween(20_000, 31_999);
        assertThat(get(running, "/env")).contains("PORT=" + running.port());
    }

    @Test
    void leavesNoMountBehindAndNoFileButTheLogAndTheImage() throws Exception {
        var app = container("app", images.server("hello"), Map.of());
        tasks().start(new StartTask(TASK, List.of(app)), reports);
        get(reports.started(TASK).containers().getFirst(), "/write/srv/file");

        tasks().stop(new StopTask(TASK, Duration.ZERO));

        reports.exited(TASK);
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(work.toString());
        assertThat(children(files().directory())).containsExactly("images", "logs", "tasks");
        assertThat(children(files().directory().resolve("tasks"))).isEmpty();
        assertThat(children(files().images())).hasSize(3).noneMatch(name -> name.startsWith("unpacking"));
    }

    @Test
    void endsWhatAProgramLeftBehindToo() throws Exception {
        var app = container("app", images.server("hello"), Map.of("LEAVE", "a daemon"));
        tasks().start(new StartTask(TASK, List.of(app)), reports);
        get(reports.started(TASK).containers().getFirst(), "/");
        assertThat(processesOf("a daemon")).isEqualTo(2);

        tasks().stop(new StopTask(TASK, PATIENCE));

        reports.exited(TASK);
        assertThat(processesOf("a daemon")).isZero();
    }

    @Test
    void leavesNothingRunningWhenTheSandboxIsKilled() throws Exception {
        Process sandbox = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxToKill.class.getName(),
                        files().directory().toString())
                .redirectError(new File("/dev/null"))
                .start();
        sandbox.getInputStream().read();
        Eventually.holds(PATIENCE, () -> assertThat(processesOf("to be killed")).isEqualTo(2));

        sandbox.destroyForcibly();

        Eventually.holds(
                Duration.ofSeconds(5),
                () -> assertThat(processesOf("to be killed")).isZero());
    }

    private static List<String> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** How many processes of this machine have this value of LEAVE in their environment. */
    private static long processesOf(String left) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try {
                        return Files.readString(
                                        Path.of("/proc", Long.toString(process.pid()), "environ"),
                                        StandardCharsets.ISO_8859_1)
                                .contains("LEAVE=" + left + "\0");
                    } catch (IOException e) {
                        return false;
                    }
                })
                .count();
    }
}
