package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainerTasksTest {
    private static final String TASK = "arn:aws:ecs:eu-west-1:123456789012:task/main/0123456789abcdef0123456789abcdef";

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
            var container = new FakeContainer(spec.name(), earlier.size() + 1);
            running.put(spec.name(), container);
            return container;
        }

        @Override
        public void close() {
            running.values().forEach(container -> container.end(137));
        }
    }

    private record FakeContainer(String name, int number, CompletableFuture<Containers.Exit> exit)
            implements Containers.Running {
        FakeContainer(String name, int number) {
            this(name, number, new CompletableFuture<>());
        }

        void end(int code) {
            exit.complete(new Containers.Exit(code, ""));
        }

        @Override
        public TaskStarted.Container described() {
            return new TaskStarted.Container(name, "127.0.0.1", number, name + "-" + number);
        }

        @Override
        public void stop(Duration grace) {
            end(grace.isZero() ? 137 : 143);
        }
    }
}
