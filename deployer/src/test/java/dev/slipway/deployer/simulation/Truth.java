package dev.slipway.deployer.simulation;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.DescribeServiceDeployments;
import dev.slipway.sandbox.model.ecs.DescribeServiceRevisions;
import dev.slipway.sandbox.model.ecs.DescribeServices;
import dev.slipway.sandbox.model.ecs.ListServiceDeployments;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceDeploymentBrief;
import dev.slipway.sandbox.model.ecs.ServiceRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is really so, for those who watch: asked of the world directly, without faults. */
final class Truth {
    /** A first deployment that does not stall is over by then. */
    private static final Duration LONGEST_START = Duration.ofMinutes(20);

    private final Stage stage;
    private final Scenario scenario;

    Truth(Stage stage, Scenario scenario) {
        this.stage = stage;
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }

    Stage stage() {
        return stage;
    }

    boolean isForeign(String digest) {
        return scenario.foreign()
                .filter(foreign ->
                        foreign.digest().value().equals(stage.images().whole(digest)))
                .isPresent();
    }

    /** The digests that do production's work: behind its listener, or of all tasks of a service that has none. */
    List<String> serving() {
        return scenario.shape().hasLoadBalancer()
                ? stage.aws().digestsBehind(true)
                : stage.aws().digestsRunning();
    }

    /** How many hooks the service's deployments stop at; none if it was deleted. */
    int hooks() {
        return stage
                .aws()
                .call(new DescribeServices(Settings.CLUSTER, List.of(Settings.SERVICE), List.of()))
                .services()
                .stream()
                .filter(service -> service.status().equals("ACTIVE"))
                .flatMap(service ->
                        Optional.ofNullable(service.deploymentConfiguration().lifecycleHooks()).stream())
                .mapToInt(List::size)
                .sum();
    }

    Quality quality(String digest) {
        return stage.images().quality(digest);
    }

    /** The deployment as it is now. */
    Optional<ServiceDeployment> deployment(String arn) {
        return stage.aws().call(new DescribeServiceDeployments(List.of(arn))).serviceDeployments().stream()
                .findFirst();
    }

    /** What the deployment brings. */
    Optional<ServiceRevision> target(ServiceDeployment deployment) {
        String arn = deployment.targetServiceRevision().arn();
        return stage.aws().call(new DescribeServiceRevisions(List.of(arn))).serviceRevisions().stream()
                .findFirst();
    }

    /** The deployment that is not over, if there is one, even if the listing does not show it yet. */
    Optional<ServiceDeployment> inFlight() {
        return stage
                .aws()
                .call(new DescribeServices(Settings.CLUSTER, List.of(Settings.SERVICE), List.of()))
                .services()
                .stream()
                .flatMap(service -> Optional.ofNullable(service.currentServiceDeployment()).stream())
                .flatMap(arn -> deployment(arn).stream())
                .filter(deployment -> !isOver(deployment))
                .findFirst();
    }

    /** Whether somebody deleted the service, and it is not there again. */
    boolean isGone() {
        return scenario.deleted().isPresent() && stage.madeAgainAt().isEmpty();
    }

    /** Whether no deployment of the service, as it is now, ever ended well. */
    boolean hasNeverRun() {
        return deployments().stream()
                .noneMatch(deployment -> deployment.status().equals("SUCCESSFUL"));
    }

    /** Whether a first deployment is under way that ECS can neither finish nor bring back. */
    boolean isStalled() {
        Instant then = stage.schedule().now().minus(LONGEST_START);
        return hasNeverRun()
                && inFlight()
                        .filter(deployment -> deployment.createdAt().isBefore(then))
                        .isPresent();
    }

    /** All deployments that the listing shows, the newest first; none of a service that is gone. */
    List<ServiceDeployment> deployments() {
        var call = new ListServiceDeployments(Settings.SERVICE, Settings.CLUSTER, List.of(), null, null, 100);
        try {
            List<String> arns = stage.aws().call(call).serviceDeployments().stream()
                    .map(ServiceDeploymentBrief::serviceDeploymentArn)
                    .toList();
            return arns.stream().flatMap(arn -> deployment(arn).stream()).toList();
        } catch (AwsRefusal gone) {
            return List.of();
        }
    }

    /** The digest of the container that is released. */
    static Optional<String> digest(ServiceRevision revision) {
        return revision.containerImages().stream()
                .flatMap(image -> Optional.ofNullable(image.imageDigest()).stream())
                .findFirst();
    }

    static boolean isOver(ServiceDeployment deployment) {
        return switch (deployment.status()) {
            case "SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED" -> true;
            default -> false;
        };
    }
}
