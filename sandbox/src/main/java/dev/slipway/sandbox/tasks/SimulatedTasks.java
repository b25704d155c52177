package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.drive.DataPlane;
import dev.slipway.sandbox.drive.TaskRunner;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.DataPlaneChanged;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tasks and targets on paper in real time: nothing runs, no listener opens, yet every task starts, is healthy and stops.
 * All of it happens on one thread.
 */
public final class SimulatedTasks implements TaskRunner, DataPlane {
    private static final Pattern EXIT = Pattern.compile("(?:sh -c )?exit (\\d{1,3})");

    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulated-tasks").factory());
    private @Nullable Simulated simulated;
    private @Nullable Calls known;

    public SimulatedTasks(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void start(StartTask task, Calls model) {
        carryOut(task, model);
    }

    @Override
    public void stop(StopTask task) {
        thread.execute(() -> {
            if (simulated != null && known != null) {
                simulated.carryOut(task, clock.instant());
                report(simulated, known);
            }
        });
    }

    @Override
    public void changed(Calls model) {
        carryOut(new DataPlaneChanged(), model);
    }

    private void carryOut(Emitted emitted, Calls model) {
        thread.execute(() -> {
            Simulated present = simulated(model);
            present.carryOut(emitted, clock.instant());
            report(present, model);
        });
    }

    private Simulated simulated(Calls model) {
        Simulated present = simulated;
        if (present == null) {
            present = new Simulated(SimulatedTasks::conduct, now -> model.call(new DescribeDataPlane()));
            simulated = present;
            known = model;
        }
        return present;
    }

    /** On paper a command does nothing; only {@code exit 3} is understood. */
    private static Conduct conduct(StartTask task) {
        return task.containers().stream()
                .filter(ContainerSpec::essential)
                .map(container -> EXIT.matcher(String.join(" ", container.command())))
                .filter(Matcher::matches)
                .findFirst()
                .map(exit -> Conduct.crashing(Duration.ofSeconds(1), Integer.parseInt(exit.group(1))))
                .orElseGet(Conduct::good);
    }

    private void report(Simulated present, Calls model) {
        List<Call<?>> due = present.advanceTo(clock.instant());
        due.forEach(model::call);
        Optional<Duration> wait = present.nextDue().map(next -> Duration.between(clock.instant(), next));
        wait.ifPresent(time -> {
            var ignored =
                    thread.schedule(() -> report(present, model), Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
