package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.CreateCluster;
import dev.slipway.sandbox.model.ecs.CreateService;
import dev.slipway.sandbox.model.ecs.RegisterTaskDefinition;
import dev.slipway.sandbox.model.ecs.UpdateService;
import dev.slipway.sandbox.model.elb.CreateListener;
import dev.slipway.sandbox.model.elb.CreateLoadBalancer;
import dev.slipway.sandbox.model.elb.CreateRule;
import dev.slipway.sandbox.model.elb.CreateTargetGroup;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The base infrastructure, as Terraform makes it: a service that runs {@code v0} behind two listeners. */
final class SetUp {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The image that runs before Slipway comes. */
    static final Digest FIRST = new Digest("sha256:" + "0".repeat(64));

    /** What someone makes the service again with. */
    private static final Digest AGAIN = new Digest("sha256:" + "f".repeat(64));

    /** How long to wait before a name is tried again that a service still has that is on its way out. */
    private static final Duration TAKEN = Duration.ofSeconds(10);

    private final Stage stage;
    private final Scenario scenario;
    private String wiring = "";

    SetUp(Stage stage, Scenario scenario) {
        this.stage = stage;
        this.scenario = scenario;
    }

    void run() {
        Quality quality = scenario.isBootstrap() ? Quality.CRASHES : Quality.GOOD;
        stage.images().push("v0", FIRST, quality, stage.start());
        SimulatedAws aws = stage.aws();
        aws.call(call(CreateCluster.class, "{'clusterName': 'main'}"));
        wiring = scenario.shape().hasLoadBalancer() ? wiring(aws) : "";
        create(FIRST);
        stage.put(Scenario.Channel.OWN.parameter(), "none", "terraform");
        stage.put(Scenario.Channel.ADMIN.parameter(), "none", "terraform");
    }

    private void create(Digest first) {
        String definition = register(stage.aws(), first);
        stage.aws().call(call(CreateService.class, """
            {'cluster': 'main', 'serviceName': 'todo', 'taskDefinition': '%s', 'desiredCount': %d, 'launchType': 'FARGATE',%s
             'deploymentConfiguration': {%s},
             'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['subnet-1']}}}""".formatted(
                        definition, scenario.desiredCount(), wiring, strategy(scenario.shape()))));
    }

    /** Somebody makes the service again that was deleted, as soon as its name is free. */
    void runAgain(Quality quality) {
        stage.images().push("made-again", AGAIN, quality, stage.schedule().now());
        try {
            create(AGAIN);
            stage.noteMadeAgain(quality);
        } catch (AwsRefusal stillThere) {
            stage.schedule().after(TAKEN, () -> runAgain(quality));
        }
    }

    private static String strategy(Shape shape) {
        return shape == Shape.ROLLING ? "'strategy': 'ROLLING'" : "'strategy': 'BLUE_GREEN', 'bakeTimeInMinutes': 0";
    }

    private String wiring(SimulatedAws aws) {
        String balancer = aws.call(call(
                        CreateLoadBalancer.class,
                        "{'name': 'lb', 'subnets': ['subnet-1', 'subnet-2'], 'type': 'application'}"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String blue = group("todo-a");
        String green = group("todo-b");
        return """
             'loadBalancers': [{'targetGroupArn': '%s', 'containerName': 'app', 'containerPort': 8080,
                 'advancedConfiguration': {'alternateTargetGroupArn': '%s', 'productionListenerRule': '%s',
                     'testListenerRule': '%s', 'roleArn': 'arn:aws:iam::123456789012:role/ecs'}}],""".formatted(
                        blue,
                        green,
                        rule(balancer, SimulatedAws.PRODUCTION_PORT, blue, green),
                        rule(balancer, SimulatedAws.TEST_PORT, blue, green));
    }

    /** Deploys an image as someone does who knows nothing of Slipway. */
    static void deployPast(Stage stage, Scenario.Foreign foreign) {
        SimulatedAws aws = stage.aws();
        String configuration = foreign.keepsHooks()
                ? ""
                : ", 'deploymentConfiguration': {" + strategy(stage.shape()) + ", 'lifecycleHooks': []}";
        aws.call(call(UpdateService.class, """
            {'cluster': 'main', 'service': 'todo', 'taskDefinition': '%s'%s}""".formatted(register(aws, foreign.digest()), configuration)));
    }

    private static String register(SimulatedAws aws, Digest digest) {
        return aws.call(new RegisterTaskDefinition((ObjectNode) tree(taskDefinition(digest))))
                .taskDefinition()
                .path("taskDefinitionArn")
                .asText();
    }

    /** What is registered for the first image; also the template, whose image is replaced. */
    static String taskDefinition() {
        return taskDefinition(FIRST);
    }

    private static String taskDefinition(Digest digest) {
        return """
            {"family": "todo", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "essential": true,
                 "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/todo@%s",
                 "portMappings": [{"containerPort": 8080, "protocol": "tcp"}]}]}""".formatted(digest.value());
    }

    private String group(String name) {
        return stage.aws()
                .call(call(CreateTargetGroup.class, """
            {'name': '%s', 'protocol': 'HTTP', 'port': 8080, 'vpcId': 'vpc-1', 'targetType': 'ip',
             'healthCheckPath': '/healthz', 'healthCheckIntervalSeconds': 5, 'healthCheckTimeoutSeconds': 2,
             'healthyThresholdCount': 2, 'unhealthyThresholdCount': 2}""".formatted(name)))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String rule(String balancer, int port, String blue, String green) {
        String listener = stage.aws()
                .call(call(CreateListener.class, """
            {'loadBalancerArn': '%s', 'protocol': 'HTTP', 'port': %d,
             'defaultActions': [{'type': 'fixed-response', 'fixedResponseConfig': {'statusCode': '404'}}]}""".formatted(balancer, port)))
                .listeners()
                .getFirst()
                .listenerArn();
        return stage.aws()
                .call(call(CreateRule.class, """
            {'listenerArn': '%s', 'priority': 10, 'conditions': [{'field': 'path-pattern', 'values': ['/*']}],
             'actions': [{'type': 'forward', 'forwardConfig': {'targetGroups': [
                 {'targetGroupArn': '%s', 'weight': 100}, {'targetGroupArn': '%s', 'weight': 0}]}}]}""".formatted(listener, blue, green)))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private static <T> T call(Class<T> type, String json) {
        return JSON.convertValue(tree(json), type);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
