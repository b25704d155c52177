package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.release.Good;
import java.util.Optional;

/** Tells what serves production by what ECS says of the service's deployments. */
final class Serving {
    private final Ecs ecs;
    private final Deployments deployments;

    Serving(Ecs ecs) {
        this.ecs = ecs;
        this.deployments = new Deployments(ecs);
    }

    /** What serves, though it is not what is remembered as live. */
    record Stranger(RevisionView revision, Ecs.TaskDefinition definition) {}

    /**
     * Empty if what serves is what is remembered, or if nothing can be said.
     *
     * @param current the service's newest deployment, over or not
     */
    Optional<Stranger> stranger(ServiceSpec spec, Optional<DeploymentView> current, Optional<Good> live) {
        return revision(spec, current, live)
                .filter(revision -> !isOf(revision, live))
                .flatMap(revision -> ecs.describeTaskDefinition(revision.taskDefinitionArn())
                        .map(definition -> new Stranger(revision, definition)));
    }

    /** The revision that serves; while a deployment runs only asked at first sight, and then what served before it. */
    private Optional<RevisionView> revision(ServiceSpec spec, Optional<DeploymentView> current, Optional<Good> live) {
        DeploymentStatus status = current.map(DeploymentView::status).orElse(DeploymentStatus.UNKNOWN);
        if (status == DeploymentStatus.SUCCESSFUL) {
            return current.flatMap(DeploymentView::targetRevisionArn).flatMap(deployments::revision);
        }
        boolean wentBack = status == DeploymentStatus.ROLLBACK_SUCCESSFUL;
        boolean isFirstSight = current.filter(DeploymentView::isInFlight).isPresent() && live.isEmpty();
        if (!wentBack && !isFirstSight) {
            return Optional.empty();
        }
        Optional<String> wentBackTo = current.get().rollbackRevisionArn().filter(arn -> wentBack && live.isPresent());
        if (wentBackTo.isPresent()) {
            return wentBackTo.flatMap(deployments::revision);
        }
        // It may replace several: what served, and what has not drained yet. What came of no SUCCESSFUL deployment,
        // such as a first one that was never healthy, has served nobody.
        Optional<RevisionView> known = deployments.revisions(current.get().sourceRevisionArns()).stream()
                .filter(source -> isOf(source, live))
                .findFirst();
        return known.isPresent() ? known : deployments.newestSuccessful(spec.cluster(), spec.service());
    }

    private static boolean isOf(RevisionView revision, Optional<Good> live) {
        return live.map(good -> good.taskDefinitionArn().equals(revision.taskDefinitionArn()))
                .orElse(false);
    }
}
