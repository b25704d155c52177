package dev.slipway.deployer.model;

import java.time.Instant;
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
 * @param lifecycleHooks        how many hooks its deployments stop at
 * @param createdAt             by ECS's clock; a service of the same name that was deleted was another one
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
        List<RevisionView.LoadBalancerView> loadBalancers,
        int lifecycleHooks,
        Instant createdAt) {

    public ServiceView {
        currentRevisionArns = List.copyOf(currentRevisionArns);
        loadBalancers = List.copyOf(loadBalancers);
    }

    /** Of one that was made long ago and whose deployments stop nowhere. */
    public ServiceView(
            String arn,
            String name,
            String status,
            String deploymentController,
            int desiredCount,
            String taskDefinitionArn,
            Optional<String> currentDeploymentArn,
            List<String> currentRevisionArns,
            List<RevisionView.LoadBalancerView> loadBalancers) {
        this(
                arn,
                name,
                status,
                deploymentController,
                desiredCount,
                taskDefinitionArn,
                currentDeploymentArn,
                currentRevisionArns,
                loadBalancers,
                0,
                Instant.EPOCH);
    }
}
