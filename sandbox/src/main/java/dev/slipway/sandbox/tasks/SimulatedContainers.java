package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.HealthCheck;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.tasks.StartOrder.Next;
import dev.slipway.sandbox.tasks.StartOrder.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the containers of one simulated task come up. One that others wait for to end ends at once, with exit code 0; health
 * checks turn out as the task's {@link Conduct} says of its health.
 */
final class SimulatedContainers {
    private final StartTask order;
    private final Conduct conduct;
    private final Agenda agenda;
    private final Consumer<Call<?>> reports;
    private final Map<String, Standing> begun = new LinkedHashMap<>();
    private boolean isOver;
    private boolean isDone;

    SimulatedContainers(StartTask order, Conduct conduct, Agenda agenda, Consumer<Call<?>> reports) {
        this.order = order;
        this.conduct = conduct;
        this.agenda = agenda;
        this.reports = reports;
    }

    /**
     * Starts what can be started, now and whenever something changes.
     *
     * @param allRun told once, when every container was started
     * @param never  told why, if an essential one never will be
     */
    void start(Consumer<Instant> allRun, Consumer<String> never, Instant now) {
        while (!isOver && !isDone) {
            switch (StartOrder.decide(order.containers(), begun)) {
                case Next.Start start -> begin(start.spec(), then -> start(allRun, never, then), now);
                case Next.GiveUp giveUp when giveUp.spec().essential() -> never.accept(giveUp.reason());
                case Next.GiveUp giveUp -> {
                    begun.put(giveUp.spec().name(), Standing.GIVEN_UP);
                    tell(giveUp.spec(), "STOPPED", "UNKNOWN", 143, giveUp.reason());
                }
                case Next.Wait wait -> {
                    return;
                }
                case Next.Done done -> {
                    isDone = true;
                    allRun.accept(now);
                }
            }
        }
    }

    /** Nothing is reported any more. */
    void over() {
        isOver = true;
    }

    private void begin(ContainerSpec spec, Consumer<Instant> whenNews, Instant now) {
        begun.put(spec.name(), Standing.BEGUN);
        if (StartOrder.isAwaited(spec, order.containers())) {
            begun.put(spec.name(), Standing.BEGUN.ended(0));
            tell(spec, "STOPPED", "UNKNOWN", 0, "");
            return;
        }
        if (order.containers().stream().anyMatch(each -> !each.dependsOn().isEmpty())) {
            tell(spec, "RUNNING", "UNKNOWN", null, "");
        }
        spec.healthCheck().ifPresent(check -> {
            boolean passes = conduct.healthy().isPresent();
            later(now.plus(conduct.healthy().orElse(failing(check))), then -> {
                begun.computeIfPresent(spec.name(), (name, standing) -> standing.healthy(passes));
                tell(spec, "RUNNING", passes ? "HEALTHY" : "UNHEALTHY", null, "");
                whenNews.accept(then);
            });
        });
        spec.startTimeout()
                .ifPresent(timeout -> later(now.plus(timeout), then -> {
                    begun.computeIfPresent(spec.name(), (name, standing) -> standing.late());
                    whenNews.accept(then);
                }));
    }

    private void later(Instant due, Consumer<Instant> what) {
        agenda.at(due, then -> {
            if (!isOver) {
                what.accept(then);
            }
        });
    }

    /** How long it takes to know that a container that fails every check is unhealthy. */
    private static Duration failing(HealthCheck check) {
        return check.startPeriod().plus(check.interval().multipliedBy(check.retries()));
    }

    private void tell(ContainerSpec spec, String lastStatus, String health, @Nullable Integer exitCode, String reason) {
        reports.accept(new ContainerChanged(order.taskArn(), spec.name(), lastStatus, health, exitCode, reason));
    }
}
