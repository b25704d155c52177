package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that only writes down what it is told. */
final class Reports implements Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Call<?>> told = new CopyOnWriteArrayList<>();

    @Override
    @SuppressWarnings("unchecked") // reports are all answered so
    public <R> R call(Call<R> call) {
        told.add(call);
        return (R) new Acknowledged();
    }

    List<Call<?>> told() {
        return told;
    }

    TaskStarted started(String taskArn) {
        return Eventually.get(
                PATIENCE,
                () -> told.stream()
                        .filter(TaskStarted.class::isInstance)
                        .map(TaskStarted.class::cast)
                        .filter(report -> report.taskArn().equals(taskArn))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not started: " + told)));
    }

    /** The first of a container that says how it is, or that it has ended. */
    ContainerChanged changed(String container) {
        return Eventually.get(
                PATIENCE,
                () -> told.stream()
                        .filter(ContainerChanged.class::isInstance)
                        .map(ContainerChanged.class::cast)
                        .filter(report -> report.name().equals(container))
                        .filter(report -> !report.healthStatus().equals("UNKNOWN") || report.exitCode() != null)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no news of " + container + ": " + told)));
    }

    TaskExited exited(String taskArn) {
        return Eventually.get(
                PATIENCE,
                () -> told.stream()
                        .filter(TaskExited.class::isInstance)
                        .map(TaskExited.class::cast)
                        .filter(report -> report.taskArn().equals(taskArn))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not exited: " + told)));
    }
}
