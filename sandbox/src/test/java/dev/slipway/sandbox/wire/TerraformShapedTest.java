package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Terraform's way: create, read back, change, read back, tag, delete. What is read is exactly what was written. */
class TerraformShapedTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcsClient ecs = SERVED.client(EcsClient.builder());
    private final ElasticLoadBalancingV2Client elb = SERVED.client(ElasticLoadBalancingV2Client.builder());
    private final EventBridgeClient events = SERVED.client(EventBridgeClient.builder());
    private final SqsClient sqs = SERVED.client(SqsClient.builder());

    @Test
    void aQueue() {
        var written = Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, "60",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600",
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20",
                QueueAttributeName.DELAY_SECONDS, "1",
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "262144",
                QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true",
                QueueAttributeName.POLICY, Served.EVENTS_MAY_SEND);
        String url = sqs.createQueue(
                        create -> create.queueName("tf").attributes(written).tags(Map.of("a", "1")))
                .queueUrl();

        assertThat(sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsAllEntriesOf(written);
        sqs.setQueueAttributes(
                set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "90")));
        sqs.tagQueue(tag -> tag.queueUrl(url).tags(Map.of("b", "2")));
        sqs.untagQueue(untag -> untag.queueUrl(url).tagKeys("a"));
        assertThat(sqs.getQueueAttributes(
                                get -> get.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                        .attributes())
                .isEqualTo(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "90"));
        assertThat(sqs.listQueueTags(list -> list.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));
        sqs.deleteQueue(delete -> delete.queueUrl(url));
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("tf")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void anEventRule() {
        String arn = events.putRule(put -> put.name("tf")
                        .description("pushes")
                        .eventPattern("{\"source\":[\"aws.ecr\"]}")
                        .tags(software.amazon.awssdk.services.eventbridge.model.Tag.builder()
                                .key("a")
                                .value("1")
                                .build()))
                .ruleArn();
        var target = Target.builder()
                .id("queue")
                .arn("arn:aws:sqs:eu-west-1:123456789012:tf")
                .deadLetterConfig(letters -> letters.arn("arn:aws:sqs:eu-west-1:123456789012:dead"))
                .retryPolicy(retry -> retry.maximumRetryAttempts(3).maximumEventAgeInSeconds(600))
                .build();
        events.putTargets(put -> put.rule("tf").targets(target));

        var rule = events.describeRule(describe -> describe.name("tf"));
        assertThat(List.of(rule.arn(), rule.description(), rule.eventPattern(), rule.stateAsString()))
                .isEqualTo(List.of(arn, "pushes", "{\"source\":[\"aws.ecr\"]}", "ENABLED"));
        assertThat(events.listTargetsByRule(list -> list.rule("tf")).targets()).isEqualTo(List.of(target));
        assertThat(events.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("a=1");
        events.removeTargets(remove -> remove.rule("tf").ids("queue"));
        events.deleteRule(delete -> delete.name("tf"));
        assertThat(events.listRules(list -> list.namePrefix("tf")).rules()).isEmpty();
    }

    @Test
    void aLoadBalancerWithItsListenerAndRules() {
        String balancer = balancer("tf");
        elb.modifyLoadBalancerAttributes(
                modify -> modify.loadBalancerArn(balancer).attributes(attribute("idle_timeout.timeout_seconds", "30")));
        elb.setSecurityGroups(set -> set.loadBalancerArn(balancer).securityGroups("sg-2"));
        elb.setSubnets(set -> set.loadBalancerArn(balancer).subnets("subnet-3", "subnet-4"));
        String listener = listener(balancer, 18_200);

        assertThat(elb.describeLoadBalancerAttributes(describe -> describe.loadBalancerArn(balancer))
                        .attributes())
                .contains(attribute("idle_timeout.timeout_seconds", "30"));
        var read = elb.describeLoadBalancers(describe -> describe.loadBalancerArns(balancer))
                .loadBalancers()
                .getFirst();
        assertThat(read.securityGroups()).containsExactly("sg-2");
        assertThat(read.availabilityZones())
                .extracting(zone -> zone.subnetId())
                .containsExactly("subnet-3", "subnet-4");
        assertThat(elb.describeCapacityReservation(describe -> describe.loadBalancerArn(balancer))
                        .capacityReservationState())
                .isEmpty();
        assertThat(elb.describeListenerAttributes(describe -> describe.listenerArn(listener))
                        .attributes())
                .filteredOn(each -> each.key().equals("routing.http.response.server.enabled"))
                .extracting(each -> each.value())
                .containsExactly("true");
        elb.deleteListener(delete -> delete.listenerArn(listener));
        elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(balancer));
        assertThat(elb.describeLoadBalancers().loadBalancers())
                .noneMatch(each -> each.loadBalancerArn().equals(balancer));
    }

    @Test
    void aRule() {
        String balancer = balancer("tf-rules");
        String listener = listener(balancer, 18_201);
        var condition = RuleCondition.builder()
                .field("host-header")
                .hostHeaderConfig(host -> host.values("todo.example.com"))
                .build();
        Action weighted = weighted(group("tf-blue"), 100, group("tf-green"), 0);
        String rule = elb.createRule(create -> create.listenerArn(listener)
                        .priority(10)
                        .conditions(condition)
                        .actions(weighted)
                        .tags(tag("a", "1")))
                .rules()
                .getFirst()
                .ruleArn();

        var read =
                elb.describeRules(describe -> describe.ruleArns(rule)).rules().getFirst();
        assertThat(read.conditions().getFirst().hostHeaderConfig()).isEqualTo(condition.hostHeaderConfig());
        assertThat(read.actions().getFirst().forwardConfig().targetGroups())
                .isEqualTo(weighted.forwardConfig().targetGroups());
        elb.setRulePriorities(set -> set.rulePriorities(
                RulePriorityPair.builder().ruleArn(rule).priority(20).build()));
        elb.addTags(add -> add.resourceArns(rule).tags(tag("b", "2")));
        elb.removeTags(remove -> remove.resourceArns(rule).tagKeys("a"));
        assertThat(elb.describeRules(describe -> describe.ruleArns(rule))
                        .rules()
                        .getFirst()
                        .priority())
                .isEqualTo("20");
        assertThat(elb.describeTags(describe -> describe.resourceArns(rule))
                        .tagDescriptions()
                        .getFirst()
                        .tags())
                .isEqualTo(List.of(tag("b", "2")));
        elb.deleteRule(delete -> delete.ruleArn(rule));
        assertThatThrownBy(() -> elb.describeRules(describe -> describe.ruleArns(rule)))
                .isInstanceOf(RuleNotFoundException.class);
    }

    @Test
    void aTargetGroup() {
        String group = group("tf-group");
        elb.modifyTargetGroupAttributes(modify -> modify.targetGroupArn(group)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("5")
                        .build()));
        elb.modifyTargetGroup(modify -> modify.targetGroupArn(group).healthCheckPath("/ready"));

        var read = elb.describeTargetGroups(describe -> describe.targetGroupArns(group))
                .targetGroups()
                .getFirst();
        assertThat(List.of(
                        read.targetGroupName(),
                        read.protocolAsString(),
                        read.port(),
                        read.vpcId(),
                        read.targetTypeAsString(),
                        read.healthCheckPath(),
                        read.healthyThresholdCount(),
                        read.matcher().httpCode()))
                .isEqualTo(List.of("tf-group", "HTTP", 8080, "vpc-1", "ip", "/ready", 2, "200-299"));
        assertThat(elb.describeTargetGroupAttributes(describe -> describe.targetGroupArn(group))
                        .attributes())
                .extracting(each -> each.key() + "=" + each.value())
                .contains("deregistration_delay.timeout_seconds=5");
    }

    @Test
    void pagesOfTargetGroups() {
        List.of("page-1", "page-2", "page-3").forEach(this::group);

        var first = elb.describeTargetGroups(
                describe -> describe.names("page-1", "page-2", "page-3").pageSize(2));
        var second = elb.describeTargetGroups(describe ->
                describe.names("page-1", "page-2", "page-3").pageSize(2).marker(first.nextMarker()));

        assertThat(List.of(first.targetGroups().size(), second.targetGroups().size()))
                .isEqualTo(List.of(2, 1));
        assertThat(second.nextMarker()).isNull();
    }

    @Test
    void aService() {
        ecs.createCluster(create -> create.clusterName("tf"));
        ecs.registerTaskDefinition(register -> register.family("tf")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("public/todo@sha256:" + "a".repeat(64))
                        .portMappings(PortMapping.builder().containerPort(8080).build())
                        .build()));
        String listener = listener(balancer("tf-service"), 18_202);
        String blue = group("tf-service-blue");
        String green = group("tf-service-green");
        var wiring = LoadBalancer.builder()
                .targetGroupArn(blue)
                .containerName("app")
                .containerPort(8080)
                .advancedConfiguration(AdvancedConfiguration.builder()
                        .alternateTargetGroupArn(green)
                        .productionListenerRule(rule(listener, 1, blue))
                        .testListenerRule(rule(listener, 2, green))
                        .roleArn("arn:aws:iam::123456789012:role/ecs")
                        .build())
                .build();
        var configuration = DeploymentConfiguration.builder()
                .strategy("BLUE_GREEN")
                .bakeTimeInMinutes(5)
                .lifecycleHooks(DeploymentLifecycleHook.builder()
                        .targetType("PAUSE")
                        .lifecycleStagesWithStrings("POST_TEST_TRAFFIC_SHIFT")
                        .timeoutConfiguration(
                                timeout -> timeout.timeoutInMinutes(30).action("ROLLBACK"))
                        .build())
                .build();
        ecs.createService(create -> create.cluster("tf")
                .serviceName("tf")
                .taskDefinition("tf:1")
                .desiredCount(1)
                .launchType("FARGATE")
                .loadBalancers(wiring)
                .deploymentConfiguration(configuration)
                .healthCheckGracePeriodSeconds(7)
                .tags(software.amazon.awssdk.services.ecs.model.Tag.builder()
                        .key("a")
                        .value("1")
                        .build()));

        Service read = service();
        assertThat(read.loadBalancers()).isEqualTo(List.of(wiring));
        assertThat(read.deploymentConfiguration().bakeTimeInMinutes()).isEqualTo(5);
        // The one known exception (docs/aws.md, Hooks): these two members are not read back.
        assertThat(read.deploymentConfiguration().lifecycleHooks())
                .isEqualTo(List.of(DeploymentLifecycleHook.builder()
                        .lifecycleStagesWithStrings("POST_TEST_TRAFFIC_SHIFT")
                        .build()));
        assertThat(read.healthCheckGracePeriodSeconds()).isEqualTo(7);
        assertThat(read.tags()).extracting(tag -> tag.key() + "=" + tag.value()).containsExactly("a=1");
        ecs.updateService(update -> update.cluster("tf").service("tf").desiredCount(2));
        ecs.untagResource(untag -> untag.resourceArn(read.serviceArn()).tagKeys("a"));
        assertThat(service().desiredCount()).isEqualTo(2);
        assertThat(service().tags()).isEmpty();
        ecs.deleteService(delete -> delete.cluster("tf").service("tf").force(true));
        assertThat(service().status()).isIn("DRAINING", "INACTIVE");
    }

    private Service service() {
        return ecs.describeServices(
                        describe -> describe.cluster("tf").services("tf").include(ServiceField.TAGS))
                .services()
                .getFirst();
    }

    private String balancer(String name) {
        return elb.createLoadBalancer(create -> create.name(name)
                        .subnets("subnet-1", "subnet-2")
                        .securityGroups("sg-1")
                        .tags(tag("a", "1")))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
    }

    private String listener(String balancer, int port) {
        var nothing = Action.builder()
                .type("fixed-response")
                .fixedResponseConfig(fixed ->
                        fixed.statusCode("404").contentType("text/plain").messageBody("nothing"))
                .build();
        return elb.createListener(create -> create.loadBalancerArn(balancer)
                        .protocol("HTTP")
                        .port(port)
                        .defaultActions(nothing))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    private String group(String name) {
        return elb.createTargetGroup(create -> create.name(name)
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId("vpc-1")
                        .targetType("ip")
                        .healthCheckPath("/healthz")
                        .healthyThresholdCount(2)
                        .matcher(matcher -> matcher.httpCode("200-299")))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String rule(String listener, int priority, String group) {
        var everything = RuleCondition.builder()
                .field("path-pattern")
                .pathPatternConfig(path -> path.values("/*"))
                .build();
        return elb.createRule(create -> create.listenerArn(listener)
                        .priority(priority)
                        .conditions(everything)
                        .actions(Action.builder()
                                .type("forward")
                                .targetGroupArn(group)
                                .build()))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private static Action weighted(String one, int weight, String other, int rest) {
        return Action.builder()
                .type("forward")
                .forwardConfig(forward -> forward.targetGroups(tuple(one, weight), tuple(other, rest)))
                .build();
    }

    private static TargetGroupTuple tuple(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static LoadBalancerAttribute attribute(String key, String value) {
        return LoadBalancerAttribute.builder().key(key).value(value).build();
    }
}
