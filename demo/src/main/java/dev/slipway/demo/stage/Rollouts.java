package dev.slipway.demo.stage;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Watches the service's ECS deployments. Remembers which it has shown as new. */
public final class Rollouts {
    private final EcsClient ecs;
    private final String service;
    private final Set<String> known = new HashSet<>();

    public Rollouts(EcsClient ecs, Site site) {
        this.ecs = ecs;
        this.service = site.name();
    }

    /** The oldest deployment not yet shown as new. */
    public Optional<String> next() {
        Optional<String> found = ecs
                .listServiceDeployments(
                        request -> request.cluster(Names.CLUSTER).service(service))
                .serviceDeployments()
                .stream()
                .sorted(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .filter(arn -> !known.contains(arn))
                .findFirst();
        found.ifPresent(known::add);
        return found;
    }

    /** How far a deployment is now. */
    public Rollout look(String arn) {
        ServiceDeployment seen = ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                .serviceDeployments()
                .getFirst();
        return new Rollout(
                arn,
                seen.statusAsString(),
                Optional.ofNullable(seen.lifecycleStageAsString()).orElse(""),
                isHeld(seen),
                digest(seen));
    }

    private static boolean isHeld(ServiceDeployment seen) {
        return seen.lifecycleHookDetails().stream()
                .anyMatch(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION);
    }

    private String digest(ServiceDeployment seen) {
        if (seen.targetServiceRevision() == null) {
            return "";
        }
        List<ServiceRevision> revisions = ecs.describeServiceRevisions(request ->
                        request.serviceRevisionArns(seen.targetServiceRevision().arn()))
                .serviceRevisions();
        return revisions.stream()
                .flatMap(revision -> revision.containerImages().stream())
                .filter(image -> image.containerName().equals(Site.CONTAINER))
                .map(ContainerImage::imageDigest)
                .filter(digest -> digest != null)
                .findFirst()
                .orElse("");
    }
}
