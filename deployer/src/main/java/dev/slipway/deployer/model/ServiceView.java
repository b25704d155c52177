package dev.slipway.deployer.model;

import java.util.List;
import java.util.Optional;

/**
 * What DescribeServices says of one service.
 *
 * @param status                such as ACTIVE
 * @param deploymentController  ECS, CODE_DEPLOY or EXTERNAL
 * @param currentDeploymentArn  the deployment in flight, or the last one
 * @param currentRevisionArns   the revisions that have tasks now
 * @param loadBalancers         as configured
 */
public record ServiceView(
        String arn,
        String name,
        String status,
        String deploymentController,
        int desiredCount,
        String taskDefinitionArn,
        Optional<String> currentDeploymentArn,
        List<String> currentRevisionArns,
        List<RevisionView.LoadBalancerView> loadBalancers) {

    public ServiceView {
        currentRevisionArns = List.copyOf(currentRevisionArns);
        loadBalancers = List.copyOf(loadBalancers);
    }
}
