package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.ecs.Deployment;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import dev.slipway.sandbox.model.ecs.DeploymentController;
import dev.slipway.sandbox.model.ecs.DeploymentLifecycleHook;
import dev.slipway.sandbox.model.ecs.Service;
import dev.slipway.sandbox.model.ecs.ServiceCurrentRevisionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows services as DescribeServices does. */
final class Views {
    private final Surroundings around;

    Views(Surroundings around) {
        this.around = around;
    }

    static boolean isPending(TaskState task) {
        return task.lastStatus.equals("PROVISIONING") || task.lastStatus.equals("PENDING");
    }

    static int running(ServiceState service, RevisionState revision) {
        return (int) service.tasks.stream()
                .filter(task -> task.isOf(revision) && task.isRunning())
                .count();
    }

    static int pending(ServiceState service, RevisionState revision) {
        return (int) service.tasks.stream()
                .filter(task -> task.isOf(revision) && isPending(task))
                .count();
    }

    Service service(ServiceState service, boolean withTags, Instant now) {
        var active = service.activeRevisions();
        return new Service(
                service.arn,
                service.name,
                service.cluster.arn,
                service.loadBalancers,
                List.of(),
                service.status,
                service.desiredCount,
                (int) service.tasks.stream().filter(TaskState::isRunning).count(),
                (int) service.tasks.stream().filter(Views::isPending).count(),
                service.launchType,
                service.capacityProviderStrategy,
                service.platformVersion,
                "Linux",
                service.taskDefinition.arn,
                asSeenLive(service.configuration),
                deployments(service),
                service.role,
                List.copyOf(service.events),
                service.createdAt,
                currentDeployment(service, now),
                active.stream()
                        .map(revision -> new ServiceCurrentRevisionSummary(
                                revision.arn, revision.wanted, running(service, revision), pending(service, revision)))
                        .toList(),
                service.placementConstraints,
                service.placementStrategy,
                service.networkConfiguration,
                service.healthCheckGracePeriodSeconds,
                "REPLICA",
                new DeploymentController("ECS"),
                withTags ? service.tags : List.of(),
                "arn:aws:iam::" + around.identity().account() + ":root",
                service.managedTags,
                service.propagateTags,
                service.executeCommand,
                service.zoneRebalancing);
    }

    /** PAUSE hooks come back without targetType and timeoutConfiguration (docs/aws.md, Hooks [cm]). */
    private static DeploymentConfiguration asSeenLive(DeploymentConfiguration whole) {
        var hooks = whole.lifecycleHooks() == null
                ? null
                : whole.lifecycleHooks().stream()
                        .map(hook -> new DeploymentLifecycleHook(
                                null, null, null, hook.lifecycleStages(), hook.hookDetails(), null))
                        .toList();
        return new DeploymentConfiguration(
                whole.strategy(),
                whole.bakeTimeInMinutes(),
                hooks,
                whole.canaryConfiguration(),
                whole.linearConfiguration(),
                whole.maximumPercent(),
                whole.minimumHealthyPercent(),
                whole.alarms(),
                whole.deploymentCircuitBreaker());
    }

    private @Nullable String currentDeployment(ServiceState service, Instant now) {
        return service.deployments.stream()
                .filter(each -> !around.variant().currentDeploymentLags() || isListed(each, now))
                .reduce((one, other) -> other)
                .map(each -> each.arn)
                .orElse(null);
    }

    /** Whether ListServiceDeployments already knows it (docs/aws.md, Reading deployments [lz]). */
    boolean isListed(DeploymentState deployment, Instant now) {
        return !now.isBefore(deployment.createdAt.plus(around.timing().listingLag()));
    }

    private static List<Deployment> deployments(ServiceState service) {
        RevisionState primary = primary(service);
        return service.deployments.stream()
                .filter(each ->
                        each.target == primary || service.activeRevisions().contains(each.target))
                .sorted((one, other) -> Boolean.compare(other.target == primary, one.target == primary))
                .map(each -> classic(service, each, each.target == primary))
                .toList();
    }

    /** What is to run: the target of the deployment in flight, or what it rolls back to. */
    private static @Nullable RevisionState primary(ServiceState service) {
        Optional<DeploymentState> newest = service.newest();
        if (newest.isPresent()
                && (newest.get().isRollingBack || newest.get().status == Status.ROLLBACK_SUCCESSFUL)
                && newest.get().rollbackTo != null) {
            return newest.get().rollbackTo;
        }
        return newest.map(each -> each.target).orElse(null);
    }

    private static Deployment classic(ServiceState service, DeploymentState deployment, boolean isPrimary) {
        RevisionState revision = deployment.target;
        boolean rolling = deployment.isRolling();
        return new Deployment(
                revision.classicId,
                isPrimary ? "PRIMARY" : "ACTIVE",
                revision.taskDefinition.arn,
                revision.wanted,
                pending(service, revision),
                running(service, revision),
                revision.failedTasks,
                revision.createdAt,
                deployment.updatedAt,
                revision.launchType,
                revision.platformVersion,
                "Linux",
                revision.networkConfiguration,
                rolling ? rolloutState(deployment.status) : null,
                rolling ? "ECS deployment " + revision.classicId + " " + rolloutWord(deployment.status) + "." : null);
    }

    /** Returned for rolling deployments only (SDK:Deployment). */
    private static String rolloutState(Status status) {
        return switch (status) {
            case SUCCESSFUL -> "COMPLETED";
            case PENDING, IN_PROGRESS -> "IN_PROGRESS";
            case STOP_REQUESTED,
                    STOPPED,
                    ROLLBACK_REQUESTED,
                    ROLLBACK_IN_PROGRESS,
                    ROLLBACK_SUCCESSFUL,
                    ROLLBACK_FAILED -> "FAILED";
        };
    }

    private static String rolloutWord(Status status) {
        return switch (rolloutState(status)) {
            case "COMPLETED" -> "completed";
            case "IN_PROGRESS" -> "in progress";
            default -> "failed";
        };
    }
}
