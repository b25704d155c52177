package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.model.Emitted.Condition;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.Dependency;
import dev.slipway.sandbox.model.Emitted.HealthCheck;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every way of really running a task. */
@Timeout(120)
abstract class RealTaskCases {
    private static final String PREFIX = "arn:aws:ecs:eu-west-1:123456789012:task/main/";
    static final String TASK = PREFIX + "0123456789abcdef0123456789abcdef";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path work;

    final TestImages images = new TestImages();
    final Reports reports = new Reports();
    private final HttpClient http = HttpClient.newHttpClient();

    abstract ContainerTasks tasks();

    abstract TaskFiles files();

    /** Called when everything was closed. */
    abstract void afterwards();

    @AfterEach
    void close() {
        tasks().close();
        http.close();
        afterwards();
    }

    @Test
    void runsTheImagesOwnProgramInItsOwnFilesAndEnvironment() throws Exception {
        var app = container("app", images.server("hello"), Map.of("COLOUR", "green"));

        tasks().start(new StartTask(TASK, List.of(app)), reports);

        TaskStarted.Container running = reports.started(TASK).containers().getFirst();
        assertThat(get(running, "/")).isEqualTo("hello web");
        assertThat(get(running, "/list/srv")).isEqualTo("given server.pl");
        assertThat(get(running, "/env"))
                .contains("COLOUR=green", "PATH=/usr/bin:/bin")
                .doesNotContain("JAVA_HOME");
    }

    @Test
    void endsWithTheProgramsExitCodeAndKeepsWhatItWrote() throws Exception {
        var app = container("app", images.server("hello"), Map.of());
        tasks().start(new StartTask(TASK, List.of(app)), reports);
        TaskStarted.Container running = reports.started(TASK).containers().getFirst();
        get(running, "/");

        assertThatThrownBy(() -> get(running, "/exit", Duration.ZERO)).isInstanceOf(IOException.class);

        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(
                        TASK, List.of(new TaskExited.Container("app", 7, "")), "Essential container in task exited"));
        assertThat(files().lastLines(TASK, "app", 1)).hasSize(1).allMatch(line -> line.startsWith("listening on "));
    }

    @Test
    void letsAProgramEndByItself() throws Exception {
        var app = container("app", images.server("hello"), Map.of());
        tasks().start(new StartTask(TASK, List.of(app)), reports);
        get(reports.started(TASK).containers().getFirst(), "/");

        tasks().stop(new StopTask(TASK, PATIENCE));

        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(TASK, List.of(new TaskExited.Container("app", 0, "")), ""));
        assertThat(files().lastLines(TASK, "app", 1)).containsExactly("asked to end");
    }

    @Test
    void killsAProgramThatDoesNotEndInTime() throws Exception {
        var app = container("app", images.server("hello"), Map.of("ON_TERM", "ignore"));
        tasks().start(new StartTask(TASK, List.of(app)), reports);
        get(reports.started(TASK).containers().getFirst(), "/");

        tasks().stop(new StopTask(TASK, Duration.ofMillis(300)));

        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(TASK, List.of(new TaskExited.Container("app", 137, "")), ""));
    }

    @Test
    void startsTwoTasksOfOneImageThatDoNotSeeEachOther() throws Exception {
        String digest = images.server("hello");
        String other = PREFIX + "f".repeat(32);
        tasks().start(new StartTask(TASK, List.of(container("app", digest, Map.of()))), reports);
        tasks().start(new StartTask(other, List.of(container("app", digest, Map.of()))), reports);

        TaskStarted.Container first = reports.started(TASK).containers().getFirst();
        TaskStarted.Container second = reports.started(other).containers().getFirst();

        assertThat(first.port()).isNotEqualTo(second.port());
        assertThat(get(first, "/write/tmp/file")).isEqualTo("written 1");
        assertThat(get(second, "/write/tmp/file")).isEqualTo("written 1");
        assertThat(get(first, "/write/srv/file")).isEqualTo("written 1");
        assertThat(get(second, "/write/srv/file")).isEqualTo("written 1");
    }

    @Test
    void reportsAnImageThatIsNotThere() {
        var app = container("app", "sha256:" + "0".repeat(64), Map.of());

        tasks().start(new StartTask(TASK, List.of(app)), reports);

        assertThat(reports.exited(TASK).reason()).startsWith("CannotPullContainerError: ");
    }

    @Test
    void reportsAProgramThatIsNotThere() {
        var app = new ContainerSpec(
                "app",
                "api",
                images.server("hello"),
                true,
                List.of("nonesuch"),
                List.of(),
                Map.of(),
                8080,
                0,
                PATIENCE);

        tasks().start(new StartTask(TASK, List.of(app)), reports);

        assertThat(reports.exited(TASK).reason())
                .startsWith("CannotStartContainerError: ")
                .contains("exec: \"nonesuch\": executable file not found in");
        assertThat(reports.told()).hasSize(1);
    }

    @Test
    void leavesNothingRunningWhenItIsClosed() throws Exception {
        var app = container("app", images.server("hello"), Map.of("ON_TERM", "ignore"));
        tasks().start(new StartTask(TASK, List.of(app)), reports);
        TaskStarted.Container running = reports.started(TASK).containers().getFirst();
        get(running, "/");

        tasks().close();

        assertThatThrownBy(() -> get(running, "/", Duration.ZERO)).isInstanceOf(ConnectException.class);
    }

    @Test
    void runsACommandInPlaceOfTheImagesOwn() throws Exception {
        String digest = images.server("hello");
        var whole = container("app", digest, Map.of());
        var shell = new ContainerSpec(
                "once",
                "api",
                digest,
                false,
                List.of("/bin/sh", "-c"),
                List.of("echo \"$COLOUR $0\"; exit 5", "extra"),
                Map.of("COLOUR", "blue"),
                0,
                0,
                PATIENCE);

        tasks().start(
                        new StartTask(TASK, List.of(whole.with(List.of("other", "two words"), Map.of()), shell)),
                        reports);

        TaskStarted.Container running = reports.started(TASK).containers().getFirst();
        assertThat(get(running, "/")).isEqualTo("hello other two words");
        assertThat(reports.changed("once")).isEqualTo(new ContainerChanged(TASK, "once", "STOPPED", "UNKNOWN", 5, ""));
        assertThat(files().lastLines(TASK, "once", 1)).containsExactly("blue extra");
    }

    @Test
    void asksContainersInTheirOwnFilesAndEnvironmentHowTheyAre() throws Exception {
        String digest = images.server("hello");
        var well = checked("well", digest, "test \"$COLOUR\" = green && test -f given");
        var sick = checked("sick", digest, "exit 3");
        var slow = checked("slow", digest, "perl -e 'sleep 600'; true");

        tasks().start(new StartTask(TASK, List.of(well, sick, slow)), reports);

        assertThat(List.of(reports.changed("well"), reports.changed("sick"), reports.changed("slow")))
                .extracting(ContainerChanged::healthStatus)
                .containsExactly("HEALTHY", "UNHEALTHY", "UNHEALTHY");
    }

    @Test
    void startsAContainerWhenTheOneBeforeItHasSucceeded() throws Exception {
        String digest = images.server("hello");
        var app = container("app", digest, Map.of());
        var setUp = new ContainerSpec(
                "set-up", "api", digest, false, List.of("/bin/sh", "-c"), List.of("exit 0"), Map.of(), 0, 0, PATIENCE);

        tasks().start(new StartTask(TASK, List.of(after("set-up", app), setUp)), reports);

        List<TaskStarted.Container> running = reports.started(TASK).containers();
        assertThat(running).extracting(TaskStarted.Container::name).containsExactly("set-up", "app");
        assertThat(get(running.getLast(), "/")).isEqualTo("hello web");
        assertThat(reports.changed("set-up"))
                .isEqualTo(new ContainerChanged(TASK, "set-up", "STOPPED", "UNKNOWN", 0, ""));
    }

    private static ContainerSpec checked(String name, String digest, String command) {
        var check = new HealthCheck(
                List.of("/bin/sh", "-c", command), Duration.ofMillis(200), Duration.ofSeconds(2), 2, Duration.ZERO);
        return new ContainerSpec(
                name,
                "api",
                digest,
                name.equals("well"),
                List.of("/bin/sh", "-c"),
                List.of("exec perl -e 'sleep 600'"),
                Map.of("COLOUR", "green"),
                0,
                0,
                Duration.ofSeconds(2),
                Optional.of(check),
                List.of(),
                Optional.empty());
    }

    private static ContainerSpec after(String first, ContainerSpec spec) {
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.digest(),
                spec.essential(),
                spec.entryPoint(),
                spec.command(),
                spec.environment(),
                spec.containerPort(),
                spec.memoryMebibytes(),
                spec.stopTimeout(),
                spec.healthCheck(),
                List.of(new Dependency(first, Condition.SUCCESS)),
                spec.startTimeout());
    }

    static ContainerSpec container(String name, String digest, Map<String, String> environment) {
        return new ContainerSpec(
                name, "127.0.0.1:4566/api:v1", digest, true, List.of(), List.of(), environment, 8080, 0, PATIENCE);
    }

    String get(TaskStarted.Container container, String path) throws Exception {
        return get(container, path, PATIENCE);
    }

    private String get(TaskStarted.Container container, String path, Duration patience) throws Exception {
        var uri = URI.create("http://" + container.host() + ":" + container.port() + path);
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        if (patience.isZero()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
        return Eventually.get(
                patience,
                () -> http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
