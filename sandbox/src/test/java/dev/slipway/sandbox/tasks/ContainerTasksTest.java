package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainerTasksTest {
    private static final String TASK = "arn:aws:ecs:eu-west-1:123456789012:task/main/0123456789abcdef0123456789abcdef";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Reports reports = new Reports();
    private final FakeContainers containers = new FakeContainers();
    private final ContainerTasks tasks = new ContainerTasks(containers);

    @AfterEach
    void close() {
        tasks.close();
    }

    @Test
    void reportsATaskStartedWhenAllItsContainersRun() {
        tasks.start(task(essential("app"), helper("log")), reports);

        assertThat(reports.started(TASK))
                .isEqualTo(new TaskStarted(
                        TASK,
                        List.of(
                                new TaskStarted.Container("app", "127.0.0.1", 1, "app-1"),
                                new TaskStarted.Container("log", "127.0.0.1", 2, "log-2"))));
    }

    @Test
    void stopsTheOthersWhenAnEssentialContainerEnds() {
        tasks.start(task(essential("app"), helper("log")), reports);
        reports.started(TASK);

        containers.running("app").end(3);

        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(
                        TASK,
                        List.of(new TaskExited.Container("app", 3, ""), new TaskExited.Container("log", 143, "")),
                        "Essential container in task exited"));
    }

    @Test
    void goesOnWhenAnotherContainerEnds() {
        tasks.start(task(essential("app"), helper("log")), reports);
        reports.started(TASK);
        containers.running("log").end(0);

        tasks.stop(new StopTask(TASK, Duration.ofSeconds(30)));

        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(
                        TASK,
                        List.of(new TaskExited.Container("app", 143, ""), new TaskExited.Container("log", 0, "")),
                        ""));
    }

    @Test
    void reportsATaskThatCannotStartAsExitedOnly() {
        tasks.start(task(essential("app"), essential("broken"), helper("log")), reports);

        var exited = reports.exited(TASK);

        assertThat(exited)
                .isEqualTo(new TaskExited(
                        TASK,
                        List.of(
                                new TaskExited.Container("app", 137, ""),
                                new TaskExited.Container("broken", null, "CannotPullContainerError: as told"),
                                new TaskExited.Container("log", null, "")),
                        "CannotPullContainerError: as told"));
        assertThat(reports.told()).containsExactly(exited);
    }

    @Test
    void neverStartsWhatIsStoppedWhileItsImageIsFetched() {
        containers.fetching = new CountDownLatch(1);
        tasks.start(task(essential("app"), essential("second")), reports);
        Eventually.holds(
                Duration.ofSeconds(10), () -> assertThat(containers.asked).contains("app"));

        tasks.stop(new StopTask(TASK, Duration.ZERO));
        containers.fetching.countDown();

        assertThat(reports.exited(TASK).reason()).isEmpty();
        assertThat(reports.told()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void leavesATaskAloneThatIsNotThere() {
        tasks.stop(new StopTask(TASK, Duration.ZERO));

        assertThat(reports.told()).isEmpty();
    }

    @Test
    void reportsNothingAnyMoreOnceItIsClosed() {
        tasks.start(task(essential("app")), reports);
        reports.started(TASK);

        tasks.close();

        assertThat(containers.running("app").exit()).isDone();
        assertThat(reports.told()).hasSize(1);
    }

    @Test
    void tellsHowAContainerIs() {
        var sick = with(essential("app"), check("sick"));

        tasks.start(task(with(helper("log"), check("well")), sick), reports);

        assertThat(reports.changed("log")).isEqualTo(new ContainerChanged(TASK, "log", "RUNNING", "HEALTHY", null, ""));
        assertThat(reports.changed("app"))
                .isEqualTo(new ContainerChanged(TASK, "app", "RUNNING", "UNHEALTHY", null, ""));
    }

    @Test
    void startsAContainerWhenThoseItDependsOnAreAsItWants() {
        var app = with(
                essential("app"),
                new Dependency("set-up", Condition.SUCCESS),
                new Dependency("proxy", Condition.HEALTHY));
        tasks.start(task(app, helper("set-up"), with(helper("proxy"), check("well"))), reports);
        Eventually.holds(PATIENCE, () -> assertThat(reports.told()).contains(healthy("proxy")));
        var before = List.copyOf(containers.asked);

        containers.running("set-up").end(0);

        reports.started(TASK);
        assertThat(before).containsExactly("set-up", "proxy");
        assertThat(reports.told())
                .containsExactly(
                        new ContainerChanged(TASK, "set-up", "RUNNING", "UNKNOWN", null, ""),
                        new ContainerChanged(TASK, "proxy", "RUNNING", "UNKNOWN", null, ""),
                        healthy("proxy"),
                        new ContainerChanged(TASK, "set-up", "STOPPED", "UNKNOWN", 0, ""),
                        new ContainerChanged(TASK, "app", "RUNNING", "UNKNOWN", null, ""),
                        reports.started(TASK));
    }

    @Test
    void stopsATaskWhoseDependencyFailed() {
        var app = with(essential("app"), new Dependency("set-up", Condition.SUCCESS));
        tasks.start(task(helper("set-up"), helper("log"), app), reports);
        Eventually.holds(PATIENCE, () -> assertThat(containers.asked).contains("log"));

        containers.running("set-up").end(4);

        String why =
                "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency [set-up]"
                        + " for target [app] as dependency did not exit successfully.";
        assertThat(reports.exited(TASK))
                .isEqualTo(new TaskExited(
                        TASK,
                        List.of(
                                new TaskExited.Container("set-up", 4, ""),
                                new TaskExited.Container("log", 137, ""),
                                new TaskExited.Container("app", 143, why)),
                        why));
    }

    @Test
    void goesOnWithoutAContainerThatIsNotEssentialAndCannotStart() {
        var log = with(helper("log"), new Dependency("set-up", Condition.SUCCESS));
        tasks.start(task(helper("set-up"), log, essential("app")), reports);
        Eventually.holds(PATIENCE, () -> assertThat(containers.asked).contains("app"));

        containers.running("set-up").end(4);

        assertThat(reports.started(TASK).containers())
                .extracting(TaskStarted.Container::name)
                .containsExactly("set-up", "app");
    }

    @Test
    void stopsThoseLastThatOthersDependOn() {
        var app = with(essential("app"), new Dependency("proxy", Condition.START));
        tasks.start(task(helper("proxy"), app), reports);
        reports.started(TASK);
        containers.running("app").isStubborn = true;

        tasks.stop(new StopTask(TASK, Duration.ofSeconds(30)));
        Eventually.holds(PATIENCE, () -> assertThat(containers.stopped).contains("app"));
        var before = List.copyOf(containers.stopped);
        containers.running("app").end(0);

        reports.exited(TASK);
        assertThat(before).containsExactly("app");
        assertThat(containers.stopped).containsExactly("app", "proxy");
    }

    private static ContainerChanged healthy(String name) {
        return new ContainerChanged(TASK, name, "RUNNING", "HEALTHY", null, "");
    }

    private static HealthCheck check(String command) {
        return new HealthCheck(List.of(command), Duration.ofMillis(20), Duration.ofSeconds(5), 2, Duration.ZERO);
    }

    private static ContainerSpec with(ContainerSpec spec, HealthCheck check) {
        return with(spec, Optional.of(check), List.of());
    }

    private static ContainerSpec with(ContainerSpec spec, Dependency... dependencies) {
        return with(spec, Optional.empty(), List.of(dependencies));
    }

    private static ContainerSpec with(ContainerSpec spec, Optional<HealthCheck> check, List<Dependency> dependencies) {
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
                check,
                dependencies,
                Optional.empty());
    }

    private static StartTask task(ContainerSpec... containers) {
        return new StartTask(TASK, List.of(containers));
    }

    private static ContainerSpec essential(String name) {
        return spec(name, true);
    }

    private static ContainerSpec helper(String name) {
        return spec(name, false);
    }

    private static ContainerSpec spec(String name, boolean essential) {
        return new ContainerSpec(
                name, "api", "sha256:1", essential, List.of(), List.of(), Map.of(), 80, 0, Duration.ofSeconds(2));
    }

    private static final class FakeContainers implements Containers {
        private final Map<String, FakeContainer> running = new ConcurrentHashMap<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final List<String> stopped = new CopyOnWriteArrayList<>();
        private CountDownLatch fetching = new CountDownLatch(0);

        FakeContainer running(String name) {
            return Objects.requireNonNull(running.get(name));
        }

        @Override
        public Running start(StartTask task, ContainerSpec spec, List<Running> earlier) throws CannotRun {
            asked.add(spec.name());
            try {
                fetching.await();
            } catch (InterruptedException e) {
                throw CannotRun.start("interrupted");
            }
            if (spec.name().equals("broken")) {
                throw CannotRun.pull("as told");
            }
            var container = new FakeContainer(spec.name(), running.size() + 1, stopped);
            running.put(spec.name(), container);
            return container;
        }

        @Override
        public void close() {
            running.values().forEach(container -> container.end(137));
        }
    }

    private static final class FakeContainer implements Containers.Running {
        private final String name;
        private final int number;
        private final List<String> stopped;
        private final CompletableFuture<Containers.Exit> exit = new CompletableFuture<>();
        private volatile boolean isStubborn;

        FakeContainer(String name, int number, List<String> stopped) {
            this.name = name;
            this.number = number;
            this.stopped = stopped;
        }

        void end(int code) {
            exit.complete(new Containers.Exit(code, ""));
        }

        @Override
        public TaskStarted.Container described() {
            return new TaskStarted.Container(name, "127.0.0.1", number, name + "-" + number);
        }

        @Override
        public CompletableFuture<Containers.Exit> exit() {
            return exit;
        }

        @Override
        public boolean passes(List<String> command, Duration atMost) {
            return command.equals(List.of("well"));
        }

        @Override
        public void stop(Duration grace) {
            stopped.add(name);
            if (grace.isZero()) {
                end(137);
            } else if (!isStubborn) {
                end(143);
            }
        }
    }
}
