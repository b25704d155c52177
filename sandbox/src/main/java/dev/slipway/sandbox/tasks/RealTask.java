package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one task: its containers are started in order, and end together when an essential one ends. */
final class RealTask {
    private static final Logger LOG = LoggerFactory.getLogger(RealTask.class);

    private final StartTask task;
    private final Containers containers;
    private final Executor executor;
    private final Consumer<Call<?>> reports;
    private final Map<ContainerSpec, Containers.Running> running = new LinkedHashMap<>();
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
        Map<String, String> failures = new LinkedHashMap<>();
        for (ContainerSpec spec : task.containers()) {
            if (isStopping()) {
                break;
            }
            try {
                started(spec, containers.start(task, spec, soFar()));
            } catch (CannotRun e) {
                failures.put(spec.name(), e.getMessage());
                endBecause(e.getMessage(), Duration.ZERO);
            } catch (RuntimeException e) {
                LOG.error("task {}: container {} could not be started", task.taskArn(), spec.name(), e);
                failures.put(spec.name(), "CannotStartContainerError: " + e);
                endBecause("CannotStartContainerError: " + e, Duration.ZERO);
            }
        }
        var all = soFar();
        if (!isStopping()
                || (failures.isEmpty() && all.size() == task.containers().size())) {
            reports.accept(new TaskStarted(
                    task.taskArn(),
                    all.stream().map(Containers.Running::described).toList()));
        }
        executor.execute(() -> {
            all.forEach(container -> container.exit().join());
            reports.accept(exited(failures));
        });
    }

    /** Ends the task because it was told to. */
    void stop(Duration grace) {
        endBecause("", grace);
    }

    private synchronized void started(ContainerSpec spec, Containers.Running container) {
        running.put(spec, container);
        if (stopWithin != null) {
            container.stop(stopWithin);
        }
        if (spec.essential()) {
            executor.execute(() -> {
                container.exit().join();
                essentialOneEnded();
            });
        }
    }

    private void essentialOneEnded() {
        Duration longest = task.containers().stream()
                .map(ContainerSpec::stopTimeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        endBecause("Essential container in task exited", longest);
    }

    private synchronized void endBecause(String why, Duration grace) {
        if (stopWithin == null) {
            reason = why;
        } else if (grace.compareTo(stopWithin) >= 0) {
            return;
        }
        stopWithin = grace;
        running.values().forEach(container -> container.stop(grace));
    }

    private synchronized boolean isStopping() {
        return stopWithin != null;
    }

    private synchronized List<Containers.Running> soFar() {
        return List.copyOf(running.values());
    }

    private synchronized Call<?> exited(Map<String, String> failures) {
        if (running.values().stream()
                .anyMatch(container -> container.exit().join().isLost())) {
            return new TaskLost(task.taskArn(), TaskLost.HOST_GONE);
        }
        List<TaskExited.Container> ends = new ArrayList<>();
        for (ContainerSpec spec : task.containers()) {
            Containers.Running container = running.get(spec);
            if (container == null) {
                ends.add(new TaskExited.Container(spec.name(), null, failures.getOrDefault(spec.name(), "")));
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
