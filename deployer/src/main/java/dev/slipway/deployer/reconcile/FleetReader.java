package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.release.Facts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the tasks of one revision are, as ECS tells it: for services that nobody can send a request to. */
final class FleetReader {
    /** ECS's word for a task whose own program ended; scaling in and deployments stop tasks under other names. */
    private static final String BY_ITSELF = "EssentialContainerExited";

    private final Ecs ecs;
    private final Clock clock;

    FleetReader(Ecs ecs, Clock clock) {
        this.ecs = ecs;
        this.clock = clock;
    }

    Facts.Fleet read(ServiceSpec spec, String taskDefinitionArn) {
        Instant askedAt = clock.now();
        int desired = ecs.describeServices(spec.cluster(), List.of(spec.service())).stream()
                .findFirst()
                .map(ServiceView::desiredCount)
                .orElse(0);
        List<TaskView> running = RevisionTasks.running(ecs, spec, taskDefinitionArn);
        Optional<String> crashed = RevisionTasks.stopped(ecs, spec, taskDefinitionArn).stream()
                .filter(task -> task.stopCode().equals(Optional.of(BY_ITSELF)))
                .findFirst()
                .map(FleetReader::told);
        return new Facts.Fleet(
                desired,
                running.size(),
                (int) running.stream()
                        .filter(task -> task.health().equals(Optional.of("UNHEALTHY")))
                        .count(),
                running.stream().flatMap(task -> task.startedAt().stream()).max(Comparator.naturalOrder()),
                crashed,
                askedAt);
    }

    private static String told(TaskView task) {
        String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
        String exit = task.containers().stream()
                .flatMap(container -> container.exitCode().stream()
                        .map(code -> ", container '" + container.name() + "' with exit code " + code))
                .findFirst()
                .orElse("");
        return "task " + id + " stopped by itself" + exit
                + task.stoppedReason().map(reason -> ": " + reason).orElse("");
    }
}
