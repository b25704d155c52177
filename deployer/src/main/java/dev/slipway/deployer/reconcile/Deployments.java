package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.reconcile.port.Ecs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finding deployments by what they bring, since only that tells ours apart. */
final class Deployments {
    private final Ecs ecs;

    Deployments(Ecs ecs) {
        this.ecs = ecs;
    }

    /** The oldest deployment whose target revision has this task definition, among the newest twenty. */
    Optional<DeploymentView> oldestWith(String cluster, String service, String taskDefinitionArn) {
        List<String> arns = ecs.listServiceDeployments(cluster, service);
        if (arns.isEmpty()) {
            return Optional.empty();
        }
        List<DeploymentView> deployments = ecs.describeServiceDeployments(arns);
        List<String> revisions = deployments.stream()
                .flatMap(deployment -> deployment.targetRevisionArn().stream())
                .distinct()
                .toList();
        if (revisions.isEmpty()) {
            return Optional.empty();
        }
        List<String> with = ecs.describeServiceRevisions(revisions).stream()
                .filter(revision -> revision.taskDefinitionArn().equals(taskDefinitionArn))
                .map(RevisionView::arn)
                .toList();
        return deployments.stream()
                .filter(deployment ->
                        deployment.targetRevisionArn().map(with::contains).orElse(false))
                .min(Comparator.comparing(DeploymentView::createdAt));
    }

    /** The service's current deployment, over or not. */
    Optional<DeploymentView> current(ServiceView service) {
        return service.currentDeploymentArn()
                .flatMap(arn ->
                        ecs.describeServiceDeployments(List.of(arn)).stream().findFirst());
    }

    /** The service's deployment that is not over, if there is one. */
    Optional<DeploymentView> inFlight(String cluster, String service) {
        return ecs.describeServices(cluster, List.of(service)).stream()
                .findFirst()
                .flatMap(this::current)
                .filter(DeploymentView::isInFlight);
    }

    Optional<RevisionView> revision(String arn) {
        return ecs.describeServiceRevisions(List.of(arn)).stream().findFirst();
    }

    List<RevisionView> revisions(List<String> arns) {
        return arns.isEmpty() ? List.of() : ecs.describeServiceRevisions(arns);
    }

    /** What the newest SUCCESSFUL deployment brought, among the newest twenty. */
    Optional<RevisionView> newestSuccessful(String cluster, String service) {
        return successful(cluster, service)
                .max(Comparator.comparing(DeploymentView::createdAt))
                .flatMap(DeploymentView::targetRevisionArn)
                .flatMap(this::revision);
    }

    /** Whether one of the newest twenty was SUCCESSFUL. */
    boolean hasSucceeded(String cluster, String service) {
        return successful(cluster, service).findAny().isPresent();
    }

    private Stream<DeploymentView> successful(String cluster, String service) {
        List<String> arns = ecs.listServiceDeployments(cluster, service);
        List<DeploymentView> deployments = arns.isEmpty() ? List.of() : ecs.describeServiceDeployments(arns);
        return deployments.stream().filter(deployment -> deployment.status() == DeploymentStatus.SUCCESSFUL);
    }

    /** The task definition that a deployment brings. */
    Optional<String> taskDefinitionOf(DeploymentView deployment) {
        return deployment.targetRevisionArn().flatMap(this::revision).map(RevisionView::taskDefinitionArn);
    }
}
