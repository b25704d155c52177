package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** A cluster behind one load balancer, on which each service has a path of its own. */
final class RealStage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROLE = "arn:aws:iam::123456789012:role/ecs";

    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client elb;
    private final int port;
    private final String production;
    private final String test;
    private final AtomicInteger priority = new AtomicInteger();
    private final Map<String, String> wanted = new ConcurrentHashMap<>();

    RealStage(URI endpoint, int port, int testPort) {
        this.port = port;
        ecs = at(endpoint, EcsClient.builder()).build();
        elb = at(endpoint, ElasticLoadBalancingV2Client.builder()).build();
        try (EcrClient ecr = at(endpoint, EcrClient.builder()).build()) {
            ecr.createRepository(create -> create.repositoryName("api"));
        }
        ecs.createCluster(create -> create.clusterName("main"));
        String balancer = elb.createLoadBalancer(create -> create.name("lb").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        production = listener(balancer, port);
        test = listener(balancer, testPort);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "any")));
    }

    private String listener(String balancer, int listenerPort) {
        return elb.createListener(create -> create.loadBalancerArn(balancer)
                        .protocol("HTTP")
                        .port(listenerPort)
                        .defaultActions(Action.builder()
                                .type("fixed-response")
                                .fixedResponseConfig(response -> response.statusCode("404"))
                                .build()))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    private String group(String name) {
        String group = elb.createTargetGroup(create -> create.name(name)
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId("vpc-1")
                        .targetType("ip")
                        .healthCheckIntervalSeconds(30)
                        .healthyThresholdCount(2))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.modifyTargetGroupAttributes(modify -> modify.targetGroupArn(group)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("30")
                        .build()));
        return group;
    }

    private String rule(String listener, String name, String group) {
        return elb.createRule(create -> create.listenerArn(listener)
                        .priority(priority.incrementAndGet())
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .values("/" + name)
                                .build())
                        .actions(Action.builder()
                                .type("forward")
                                .targetGroupArn(group)
                                .build()))
                .rules()
                .getFirst()
                .ruleArn();
    }

    /** Makes a service of two tasks of this image, to be deployed blue/green. */
    void create(String name, String image) {
        String blue = group(name + "-a");
        String green = group(name + "-b");
        String rule = rule(production, name, blue);
        String testRule = rule(test, name, green);
        String definition = register(name, image, List.of());
        ecs.createService(create -> create.cluster("main")
                .serviceName(name)
                .taskDefinition(definition)
                .desiredCount(2)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(blue)
                        .containerName("app")
                        .containerPort(8080)
                        .advancedConfiguration(advanced -> advanced.alternateTargetGroupArn(green)
                                .productionListenerRule(rule)
                                .testListenerRule(testRule)
                                .roleArn(ROLE))
                        .build())
                .deploymentConfiguration(
                        configuration -> configuration.strategy("BLUE_GREEN").bakeTimeInMinutes(0)));
        wanted.put(name, definition);
    }

    private String register(String family, String image, List<String> entryPoint, String... command) {
        return ecs.registerTaskDefinition(register -> register.family(family)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image(image)
                                .entryPoint(entryPoint)
                                .command(command)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8080)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    void deploy(String name, String image) {
        String definition = register(name, image, List.of());
        ecs.updateService(update -> update.cluster("main").service(name).taskDefinition(definition));
        wanted.put(name, definition);
    }

    /** Fails unless what was wanted last of a service is deployed. */
    void requireDeployed(String name) {
        var service = ecs.describeServices(describe -> describe.cluster("main").services(name))
                .services()
                .getFirst();
        ServiceDeployment newest = ecs.describeServiceDeployments(
                        describe -> describe.serviceDeploymentArns(service.currentServiceDeployment()))
                .serviceDeployments()
                .getFirst();
        assertThat(service.taskDefinition()).isEqualTo(wanted.get(name));
        assertThat(newest.statusAsString()).as(name).isEqualTo("SUCCESSFUL");
        assertThat(service.currentServiceRevisions()).hasSize(1);
    }

    int running(String name) {
        return ecs.describeServices(describe -> describe.cluster("main").services(name))
                .services()
                .getFirst()
                .runningCount();
    }

    /** What a shell of this image ends with that was to run one command and runs another instead. */
    int exitCodeOf(String command, String image, String instead) {
        String definition = register("once", image, List.of("/bin/sh", "-c"), command);
        String task = ecs.runTask(run -> run.cluster("main")
                        .taskDefinition(definition)
                        .overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder()
                                .name("app")
                                .command(instead)
                                .build())))
                .tasks()
                .getFirst()
                .taskArn();
        return Eventually.get(
                PATIENCE,
                () -> Objects.requireNonNull(
                        ecs.describeTasks(describe -> describe.cluster("main").tasks(task))
                                .tasks()
                                .getFirst()
                                .containers()
                                .getFirst()
                                .exitCode(),
                        "it runs"));
    }

    /** Where everybody finds a service. */
    URI production(String name) {
        return URI.create("http://127.0.0.1:" + port + "/" + name);
    }

    @Override
    public void close() {
        ecs.close();
        elb.close();
    }
}
