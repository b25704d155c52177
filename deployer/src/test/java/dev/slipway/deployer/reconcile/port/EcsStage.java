package dev.slipway.deployer.reconcile.port;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.ecs.CreateCluster;
import dev.slipway.sandbox.model.ecs.CreateService;
import dev.slipway.sandbox.model.ecs.RegisterTaskDefinition;
import dev.slipway.sandbox.model.ecs.UpdateService;
import dev.slipway.sandbox.model.elb.CreateListener;
import dev.slipway.sandbox.model.elb.CreateLoadBalancer;
import dev.slipway.sandbox.model.elb.CreateRule;
import dev.slipway.sandbox.model.elb.CreateTargetGroup;
import java.util.concurrent.atomic.AtomicInteger;

/** One service {@code shop} behind two rules, as Terraform would make it; all names are its own. */
final class EcsStage {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Asks the world behind the ports. */
    interface World {
        <R> R call(Call<R> call);
    }

    /** So that many stages fit into one world. */
    private static final AtomicInteger STAGES = new AtomicInteger();

    private final int number = STAGES.incrementAndGet();
    final String cluster = "main-" + number;
    final String family = "shop-" + number;
    final String blue;
    final String green;
    final String productionRule;
    final String testRule;
    final String firstTaskDefinition;

    EcsStage(World world) {
        world.call(call(CreateCluster.class, "{'clusterName': '" + cluster + "'}"));
        String balancer = world.call(call(
                        CreateLoadBalancer.class, "{'name': 'lb-" + number + "', 'subnets': ['subnet-1', 'subnet-2']}"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        blue = group(world, "blue-" + number);
        green = group(world, "green-" + number);
        productionRule = rule(world, balancer, 18_000 + 2 * number);
        testRule = rule(world, balancer, 18_001 + 2 * number);
        firstTaskDefinition = world.call(new RegisterTaskDefinition(definition("v1")))
                .taskDefinition()
                .path("taskDefinitionArn")
                .asText();
        world.call(call(CreateService.class, """
            {'cluster': '%s', 'serviceName': 'shop', 'taskDefinition': '%s', 'desiredCount': 1, 'launchType': 'FARGATE',
             'loadBalancers': [{'targetGroupArn': '%s', 'containerName': 'app', 'containerPort': 8080,
                 'advancedConfiguration': {'alternateTargetGroupArn': '%s', 'productionListenerRule': '%s',
                     'testListenerRule': '%s', 'roleArn': 'arn:aws:iam::123456789012:role/ecs'}}],
             'deploymentConfiguration': {'strategy': 'BLUE_GREEN', 'bakeTimeInMinutes': 0},
             'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['subnet-1']}}}""".formatted(
                        cluster, firstTaskDefinition, blue, green, productionRule, testRule)));
    }

    void scaleTo(World world, int tasks) {
        world.call(call(
                UpdateService.class,
                "{'cluster': '" + cluster + "', 'service': 'shop', 'desiredCount': " + tasks + "}"));
    }

    /** A task definition of the family that differs by {@code version} alone. */
    ObjectNode definition(String version) {
        String digest = "sha256:" + String.format("%064x", version.hashCode());
        return (ObjectNode) tree("""
                {'family': '%s', 'networkMode': 'awsvpc', 'requiresCompatibilities': ['FARGATE'],
                 'cpu': '256', 'memory': '512',
                 'containerDefinitions': [{'name': 'app', 'essential': true,
                   'image': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop@%s',
                   'portMappings': [{'containerPort': 8080, 'protocol': 'tcp'}],
                   'environment': [{'name': 'VERSION', 'value': '%s'}]}]}""".formatted(family, digest, version));
    }

    static <T> T call(Class<T> type, String json) {
        return JSON.convertValue(tree(json), type);
    }

    private static String group(World world, String name) {
        return world.call(call(CreateTargetGroup.class, """
            {'name': '%s', 'protocol': 'HTTP', 'port': 8080, 'vpcId': 'vpc-1', 'targetType': 'ip',
             'healthCheckPath': '/healthz', 'healthyThresholdCount': 2, 'unhealthyThresholdCount': 2}""".formatted(name)))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String rule(World world, String balancer, int port) {
        String listener = world.call(call(CreateListener.class, """
            {'loadBalancerArn': '%s', 'protocol': 'HTTP', 'port': %d,
             'defaultActions': [{'type': 'fixed-response', 'fixedResponseConfig': {'statusCode': '404'}}]}""".formatted(balancer, port)))
                .listeners()
                .getFirst()
                .listenerArn();
        return world.call(call(CreateRule.class, """
            {'listenerArn': '%s', 'priority': 10, 'conditions': [{'field': 'path-pattern', 'values': ['/*']}],
             'actions': [{'type': 'forward', 'forwardConfig': {'targetGroups': [
                 {'targetGroupArn': '%s', 'weight': 100}, {'targetGroupArn': '%s', 'weight': 0}]}}]}""".formatted(listener, blue, green)))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
