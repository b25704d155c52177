package dev.slipway.deployer.model;

import java.util.List;
import java.util.Optional;

/**
 * What DescribeServiceRevisions says of one service revision.
 *
 * @param loadBalancers as resolved for this revision; empty if the service has none
 */
public record RevisionView(
        String arn,
        String taskDefinitionArn,
        List<ContainerImage> containerImages,
        List<LoadBalancerView> loadBalancers) {

    public RevisionView {
        containerImages = List.copyOf(containerImages);
        loadBalancers = List.copyOf(loadBalancers);
    }

    /**
     * What one container runs.
     *
     * @param image  as the task definition names it
     * @param digest as ECS resolved it; empty if it did not
     */
    public record ContainerImage(String container, String image, Optional<String> digest) {}

    /** One target group's wiring. The rules are those of the service's advanced configuration, if it has one. */
    public record LoadBalancerView(
            String targetGroupArn,
            Optional<String> alternateTargetGroupArn,
            Optional<String> productionRuleArn,
            Optional<String> testRuleArn,
            Optional<String> roleArn,
            String containerName,
            int containerPort) {}
}
