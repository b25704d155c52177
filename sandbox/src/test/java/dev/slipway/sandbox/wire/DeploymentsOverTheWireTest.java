package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class DeploymentsOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcsClient ecs = SERVED.client(EcsClient.builder());
    private final ElasticLoadBalancingV2Client elb = SERVED.client(ElasticLoadBalancingV2Client.builder());
    private final CloudWatchClient cloudWatch = SERVED.client(CloudWatchClient.builder());

    @Test
    void readsATaskDefinitionBackWithWhatTheModelDoesNotKnow() {
        ecs.registerTaskDefinition(register -> register.family("todo")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .cpu("256")
                .memory("512")
                .containerDefinitions(container()));

        var read = ecs.describeTaskDefinition(describe -> describe.taskDefinition("todo:1"))
                .taskDefinition();

        assertThat(read.taskDefinitionArn()).isEqualTo("arn:aws:ecs:eu-west-1:123456789012:task-definition/todo:1");
        assertThat(read.containerDefinitions().getFirst().readonlyRootFilesystem())
                .isTrue();
        assertThat(read.registeredAt()).isNotNull();
    }

    @Test
    void describesAServiceThatWasCreated() {
        ecs.createCluster(create -> create.clusterName("main"));
        ecs.registerTaskDefinition(register -> register.family("worker").containerDefinitions(container()));
        ecs.createService(create -> create.cluster("main")
                .serviceName("worker")
                .taskDefinition("worker:1")
                .desiredCount(1));

        var service = ecs.describeServices(describe -> describe.cluster("main").services("worker"))
                .services()
                .getFirst();

        assertThat(service.serviceArn()).isEqualTo("arn:aws:ecs:eu-west-1:123456789012:service/main/worker");
        assertThat(service.desiredCount()).isEqualTo(1);
        assertThat(service.createdAt()).isNotNull();
    }

    @Test
    void saysThatAClusterIsNotThere() {
        assertThatThrownBy(() -> ecs.listServices(list -> list.cluster("nowhere")))
                .isInstanceOf(ClusterNotFoundException.class);
    }

    @Test
    void refusesAServiceMemberItDoesNotModel() {
        assertThatThrownBy(() -> ecs.createService(create ->
                        create.serviceName("connected").serviceConnectConfiguration(connect -> connect.enabled(true))))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining(
                        "The sandbox does not model the member 'serviceConnectConfiguration' of CreateService");
    }

    @Test
    void readsALoadBalancerBackAsItWasMade() {
        String balancer = elb.createLoadBalancer(create -> create.name("shop").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String blue = targetGroup("blue");
        String green = targetGroup("green");
        var weighted = Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(forward -> forward.targetGroups(weight(blue, 100), weight(green, 0)))
                .build();
        String listener = elb.createListener(create -> create.loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTP)
                        .port(18080)
                        .defaultActions(weighted))
                .listeners()
                .getFirst()
                .listenerArn();
        var path = RuleCondition.builder()
                .field("path-pattern")
                .pathPatternConfig(pattern -> pattern.values("/*"))
                .build();
        elb.createRule(create ->
                create.listenerArn(listener).priority(10).conditions(path).actions(weighted));

        var rules =
                elb.describeRules(describe -> describe.listenerArn(listener)).rules();

        assertThat(rules).hasSize(2);
        assertThat(rules.getFirst().priority()).isEqualTo("10");
        assertThat(rules.getFirst().conditions().getFirst().pathPatternConfig().values())
                .containsExactly("/*");
        assertThat(rules.getFirst().actions().getFirst().forwardConfig().targetGroups())
                .containsExactly(weight(blue, 100), weight(green, 0));
    }

    @Test
    void saysThatALoadBalancerIsNotThere() {
        assertThatThrownBy(() -> elb.describeLoadBalancers(describe -> describe.names("nowhere")))
                .isInstanceOf(LoadBalancerNotFoundException.class);
    }

    @Test
    void setsAnAlarmByHand() {
        cloudWatch.putMetricAlarm(put -> put.alarmName("todo-5xx")
                .metricName("HTTPCode_Target_5XX_Count")
                .namespace("AWS/ApplicationELB")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
        cloudWatch.setAlarmState(
                set -> set.alarmName("todo-5xx").stateValue(StateValue.ALARM).stateReason("by hand"));

        var alarm = cloudWatch
                .describeAlarms(describe -> describe.alarmNames("todo-5xx"))
                .metricAlarms()
                .getFirst();

        assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(alarm.threshold()).isEqualTo(1.5);
        assertThat(alarm.stateUpdatedTimestamp()).isNotNull();
    }

    private String targetGroup(String name) {
        return elb.createTargetGroup(create -> create.name(name)
                        .protocol(ProtocolEnum.HTTP)
                        .port(8080)
                        .vpcId("vpc-1")
                        .targetType(TargetTypeEnum.IP)
                        .healthCheckPath("/healthz"))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private static TargetGroupTuple weight(String arn, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
    }

    private static ContainerDefinition container() {
        return ContainerDefinition.builder()
                .name("app")
                .image("127.0.0.1:4566/todo:v1")
                .readonlyRootFilesystem(true)
                .portMappings(PortMapping.builder().containerPort(8080).build())
                .build();
    }
}
