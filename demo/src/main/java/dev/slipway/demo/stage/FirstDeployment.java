package dev.slipway.demo.stage;

import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/** The ECS service, born blue/green on its first image. From then on the deployer changes it, and nobody else. */
public final class FirstDeployment {
    private static final List<String> SUBNETS = List.of("subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002");

    /** Enough for a program to start on a busy machine; and whoever pushes one that never gets ready waits a few of them. */
    private static final int HEALTH_CHECK_GRACE_SECONDS = 60;

    private FirstDeployment() {}

    /** Makes the service, which starts its first deployment, with the image of {@code tag}. */
    public static void start(EcsClient ecs, Infrastructure made, String tag) {
        String taskDefinition = ecs.registerTaskDefinition(request -> request.family(
                                made.site().name())
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name(Site.CONTAINER)
                                .image(made.repositoryUri() + ":" + tag)
                                .essential(true)
                                .portMappings(PortMapping.builder()
                                        .containerPort(Site.CONTAINER_PORT)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
        ecs.createService(request -> request.cluster(Names.CLUSTER)
                .serviceName(made.site().name())
                .taskDefinition(taskDefinition)
                .desiredCount(2)
                .healthCheckGracePeriodSeconds(HEALTH_CHECK_GRACE_SECONDS)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(SUBNETS)))
                .loadBalancers(loadBalancer(made))
                .deploymentConfiguration(deployment ->
                        deployment.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(0)));
    }

    private static LoadBalancer loadBalancer(Infrastructure made) {
        Infrastructure.Balancer balancer = made.balancer();
        return LoadBalancer.builder()
                .containerName(Site.CONTAINER)
                .containerPort(Site.CONTAINER_PORT)
                .targetGroupArn(balancer.targetGroupA())
                .advancedConfiguration(AdvancedConfiguration.builder()
                        .alternateTargetGroupArn(balancer.targetGroupB())
                        .productionListenerRule(balancer.productionRule())
                        .testListenerRule(balancer.testRule())
                        .roleArn("arn:aws:iam::" + made.account() + ":role/ecsInfrastructureRoleForLoadBalancers")
                        .build())
                .build();
    }
}
