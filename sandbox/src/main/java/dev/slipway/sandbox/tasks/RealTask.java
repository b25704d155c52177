package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.sandbox.tasks.StartOrder.Next;
import dev.slipway.sandbox.tasks.StartOrder.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one task: its containers are started in the order that their dependencies allow, and end together when an
 * essential one ends, those first that depend on others.
 */
final class RealTask {
    private static final Logger LOG = LoggerFactory.getLogger(RealTask.class);
    /** Of a container that was never started: what Amazon's agent says then. */
    private static final int GIVEN_UP = 143;

    private final StartTask task;
    private final Containers containers;
    private final Executor executor;
    private final Consumer<Call<?>> reports;
    private final Map<ContainerSpec, Containers.Running> running = new LinkedHashMap<>();
    private final Map<String, Standing> begun = new LinkedHashMap<>();
    private final Map<String, TaskExited.Container> unstarted = new LinkedHashMap<>();
    private final Set<ContainerSpec> told = new HashSet<>();
    private @Nullable Duration stopWithin;
    private String reason = "";

    RealTask(StartTask task, Containers containers, Executor executor, Consumer<Call<?>> reports) {
        this.task = task;
        this.containers = containers;
        this.executor = executor;
        this.reports = reports;
    }

    /** Starts the containers and reports; returns when they run or could not be run. */
    void begin() {
        startInOrder();
        var all = soFar();
        if (!isStopping()
                || (unstarted.isEmpty() && all.size() == task.containers().size())) {
            reports.accept(new TaskStarted(
                    task.taskArn(),
                    all.stream().map(Containers.Running::described).toList()));
        }
        executor.execute(() -> {
            all.forEach(container -> container.exit().join());
            reports.accept(exited());
        });
    }

    private void startInOrder() {
        while (!isStopping()) {
            switch (next()) {
                case Next.Start start -> start(start.spec());
                case Next.GiveUp giveUp -> giveUp(giveUp.spec(), GIVEN_UP, giveUp.reason());
                case Next.Wait wait -> {
                    // next() has waited.
                }
                case Next.Done done -> {
                    return;
                }
            }
        }
    }

    private synchronized Next next() {
        Next next = StartOrder.decide(task.containers(), begun);
        try {
            while (next instanceof Next.Wait && stopWithin == null) {
                wait();
                next = StartOrder.decide(task.containers(), begun);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            endBecause("", Duration.ZERO);
        }
        return next;
    }

    private void start(ContainerSpec spec) {
        try {
            started(spec, containers.start(task, spec, thatStay()));
        } catch (CannotRun e) {
            giveUp(spec, null, e.getMessage());
            endBecause(e.getMessage(), Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.error("task {}: container {} could not be started", task.taskArn(), spec.name(), e);
            giveUp(spec, null, "CannotStartContainerError: " + e);
            endBecause("CannotStartContainerError: " + e, Duration.ZERO);
        }
    }

    private synchronized void giveUp(ContainerSpec spec, @Nullable Integer exitCode, String why) {
        begun.put(spec.name(), Standing.GIVEN_UP);
        unstarted.put(spec.name(), new TaskExited.Container(spec.name(), exitCode, why));
        if (spec.essential()) {
            endBecause(why, Duration.ZERO);
        } else if (exitCode != null) {
            tell(spec, Healthiness.Status.UNKNOWN, new Containers.Exit(exitCode, why));
        }
    }

    /** Ends the task because it was told to. */
    void stop(Duration grace) {
        endBecause("", grace);
    }

    private synchronized void started(ContainerSpec spec, Containers.Running container) {
        running.put(spec, container);
        begun.put(spec.name(), Standing.BEGUN);
        if (stopWithin != null) {
            stopInTurn();
        }
        if (task.containers().stream().anyMatch(each -> !each.dependsOn().isEmpty())) {
            tell(spec, Healthiness.Status.UNKNOWN, null);
        }
        executor.execute(() -> ended(spec, container.exit().join()));
        spec.healthCheck()
                .ifPresent(
                        check -> new HealthWatch(container, check, executor, status -> checked(spec, status)).begin());
        spec.startTimeout()
                .ifPresent(timeout -> CompletableFuture.delayedExecutor(
                                timeout.toMillis(), TimeUnit.MILLISECONDS, executor)
                        .execute(() -> learn(spec, Standing::late)));
    }

    private synchronized void learn(ContainerSpec spec, UnaryOperator<Standing> news) {
        begun.computeIfPresent(spec.name(), (name, standing) -> news.apply(standing));
        notifyAll();
    }

    private synchronized void checked(ContainerSpec spec, Healthiness.Status status) {
        learn(spec, standing -> standing.healthy(status == Healthiness.Status.HEALTHY));
        tell(spec, status, null);
    }

    private synchronized void ended(ContainerSpec spec, Containers.Exit exit) {
        learn(spec, standing -> standing.ended(exit.code()));
        if (stopWithin != null) {
            stopInTurn();
        } else if (spec.essential()) {
            Duration longest = task.containers().stream()
                    .map(ContainerSpec::stopTimeout)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            endBecause("Essential container in task exited", longest);
        } else if (begun.size() < task.containers().size() || !stillRunning().isEmpty()) {
            tell(spec, Healthiness.Status.UNKNOWN, exit);
        }
    }

    private void tell(ContainerSpec spec, Healthiness.Status health, Containers.@Nullable Exit exit) {
        reports.accept(new ContainerChanged(
                task.taskArn(),
                spec.name(),
                exit == null ? "RUNNING" : "STOPPED",
                health.name(),
                exit == null ? null : exit.code(),
                exit == null ? "" : exit.reason()));
    }

    private synchronized void endBecause(String why, Duration grace) {
        if (stopWithin == null) {
            reason = why;
        } else if (grace.compareTo(stopWithin) >= 0) {
            return;
        }
        stopWithin = grace;
        told.clear();
        stopInTurn();
        notifyAll();
    }

    /** Stops those that no other one needs; when there is no grace, all of them. */
    private void stopInTurn() {
        Duration grace = stopWithin == null ? Duration.ZERO : stopWithin;
        List<ContainerSpec> left = stillRunning();
        running.forEach((spec, container) -> {
            if ((grace.isZero() || !StartOrder.isNeeded(spec, left)) && told.add(spec)) {
                container.stop(grace);
            }
        });
    }

    private List<ContainerSpec> stillRunning() {
        return running.keySet().stream()
                .filter(spec -> standing(spec).exitCode().isEmpty())
                .toList();
    }

    private Standing standing(ContainerSpec spec) {
        return begun.getOrDefault(spec.name(), Standing.BEGUN);
    }

    private synchronized boolean isStopping() {
        return stopWithin != null;
    }

    private synchronized List<Containers.Running> soFar() {
        return List.copyOf(running.values());
    }

    /** Those that run, and are not there to end before others begin. */
    private synchronized List<Containers.Running> thatStay() {
        return stillRunning().stream()
                .filter(spec -> !StartOrder.isAwaited(spec, task.containers()))
                .map(spec -> Objects.requireNonNull(running.get(spec), "it was started"))
                .toList();
    }

    private synchronized Call<?> exited() {
        if (running.values().stream()
                .anyMatch(container -> container.exit().join().isLost())) {
            return new TaskLost(task.taskArn(), TaskLost.HOST_GONE);
        }
        List<TaskExited.Container> ends = new ArrayList<>();
        for (ContainerSpec spec : task.containers()) {
            Containers.Running container = running.get(spec);
            if (container == null) {
                ends.add(unstarted.getOrDefault(spec.name(), new TaskExited.Container(spec.name(), null, "")));
            } else {
                Containers.Exit exit = container.exit().join();
                ends.add(new TaskExited.Container(spec.name(), exit.code(), exit.reason()));
            }
        }
        // Without an essential container a task ends when its last one does.
        String why = stopWithin == null ? "Essential container in task exited" : reason;
        return new TaskExited(task.taskArn(), ends, why);
    }
}
