package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.ecs.ContainerImage;
import dev.slipway.sandbox.model.ecs.DeploymentLifecycleHookDetail;
import dev.slipway.sandbox.model.ecs.ResolvedConfiguration;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceDeploymentAlarms;
import dev.slipway.sandbox.model.ecs.ServiceDeploymentBrief;
import dev.slipway.sandbox.model.ecs.ServiceDeploymentCircuitBreaker;
import dev.slipway.sandbox.model.ecs.ServiceRevision;
import dev.slipway.sandbox.model.ecs.ServiceRevisionLoadBalancer;
import dev.slipway.sandbox.model.ecs.ServiceRevisionSummary;
import java.util.ArrayList;
import java.util.List;

/** Shows deployments and revisions as AWS does (docs/aws.md, Reading deployments). */
final class DeploymentViews {
    private final Surroundings around;
    private final TaskLife life;

    DeploymentViews(Surroundings around, TaskLife life) {
        this.around = around;
        this.life = life;
    }

    ServiceDeploymentBrief brief(DeploymentState deployment) {
        return new ServiceDeploymentBrief(
                deployment.arn,
                deployment.service.arn,
                deployment.service.cluster.arn,
                deployment.startedAt,
                deployment.createdAt,
                deployment.finishedAt,
                deployment.target.arn,
                deployment.status.name(),
                deployment.reason);
    }

    ServiceDeployment whole(DeploymentState deployment) {
        return new ServiceDeployment(
                deployment.arn,
                deployment.service.arn,
                deployment.service.cluster.arn,
                deployment.createdAt,
                deployment.startedAt,
                deployment.finishedAt,
                deployment.stoppedAt,
                deployment.updatedAt,
                deployment.sources.stream()
                        .map(source -> summary(deployment, source))
                        .toList(),
                summary(deployment, deployment.target),
                deployment.status.name(),
                deployment.reason,
                deployment
                        .step()
                        .map(step -> step.stage().shown(around.variant()))
                        .orElse(null),
                deployment.hooks.stream()
                        .filter(hook -> hook.isAwaiting() || around.variant().listsFinishedHooks())
                        .map(hook -> new DeploymentLifecycleHookDetail(
                                hook.id, "PAUSE", null, hook.status, hook.expiresAt, hook.timeoutAction))
                        .toList(),
                deployment.configuration,
                deployment.rollback,
                new ServiceDeploymentCircuitBreaker(
                        Breaker.status(deployment), deployment.failures, Breaker.threshold(deployment)),
                alarms(deployment));
    }

    private static ServiceDeploymentAlarms alarms(DeploymentState deployment) {
        var names = Monitors.alarmNames(deployment);
        String status = names.isEmpty() || deployment.ignoresAlarms
                ? "DISABLED"
                : !deployment.triggeredAlarms.isEmpty()
                        ? "TRIGGERED"
                        : deployment.status.isTerminal() ? "MONITORING_COMPLETE" : "MONITORING";
        return new ServiceDeploymentAlarms(status, names, deployment.triggeredAlarms);
    }

    /** Weights are absent without a managed rule ([ecspresso]: null for plain rolling). */
    private static ServiceRevisionSummary summary(DeploymentState deployment, RevisionState revision) {
        boolean isTarget = revision == deployment.target;
        boolean managed = !deployment.isRolling() && Traffic.isManaged(deployment.target);
        boolean tested = managed && deployment.target.wires.stream().anyMatch(wire -> wire.testRule() != null);
        boolean counterpart = !isTarget && revision == deployment.sources.get(0);
        return new ServiceRevisionSummary(
                revision.arn,
                revision.wanted,
                Views.running(deployment.service, revision),
                Views.pending(deployment.service, revision),
                tested ? share(isTarget, counterpart, deployment.testPercent) : null,
                managed ? share(isTarget, counterpart, deployment.productionPercent) : null);
    }

    private static double share(boolean isTarget, boolean isCounterpart, double targets) {
        if (isTarget) {
            return targets;
        }
        return isCounterpart ? 100 - targets : 0;
    }

    ServiceRevision revision(ServiceState service, RevisionState revision) {
        var images = new ArrayList<ContainerImage>();
        for (var container : revision.taskDefinition.tree.path("containerDefinitions")) {
            String name = container.path("name").asText();
            images.add(new ContainerImage(
                    name, life.digest(revision, name), container.path("image").asText()));
        }
        List<ServiceRevisionLoadBalancer> resolved = revision.wires.stream()
                .map(wire -> new ServiceRevisionLoadBalancer(wire.targetGroupArn(), wire.productionRule()))
                .toList();
        return new ServiceRevision(
                revision.arn,
                service.arn,
                service.cluster.arn,
                revision.taskDefinition.arn,
                service.capacityProviderStrategy,
                revision.launchType,
                revision.platformVersion,
                "Linux",
                revision.loadBalancers,
                revision.networkConfiguration,
                images,
                false,
                revision.createdAt,
                resolved.isEmpty() ? null : new ResolvedConfiguration(resolved));
    }
}
