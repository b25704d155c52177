package dev.slipway.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** A load balancer for one service: two target groups, a listener for everybody and one for tests, each with a rule. */
final class BehindLoadBalancer {
    /** The sandbox's load balancers share the ports of one machine. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(18_080);

    private final ElasticLoadBalancingV2Client elb;
    private final List<String> listeners = new ArrayList<>();
    private final String balancer;
    final String blue;
    final String green;
    final String productionRule;
    final String testRule;

    BehindLoadBalancer(Account account, String name) {
        elb = account.client(ElasticLoadBalancingV2Client::builder);
        balancer = elb.createLoadBalancer(create -> create.name(name)
                        .subnets(account.setting("subnets", "subnet-1,subnet-2").split(","))
                        .securityGroups(account.setting("securityGroup", "sg-1")))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String vpc = account.setting("vpc", "vpc-1");
        blue = group(name + "-a", vpc);
        green = group(name + "-b", vpc);
        productionRule = rule(blue);
        testRule = rule(green);
    }

    private String group(String name, String vpc) {
        return elb.createTargetGroup(create -> create.name(name)
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId(vpc)
                        .targetType("ip")
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2)
                        .healthyThresholdCount(2))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String rule(String group) {
        String listener = elb.createListener(create -> create.loadBalancerArn(balancer)
                        .protocol("HTTP")
                        .port(NEXT_PORT.getAndIncrement())
                        .defaultActions(Action.builder()
                                .type("fixed-response")
                                .fixedResponseConfig(response -> response.statusCode("404"))
                                .build()))
                .listeners()
                .getFirst()
                .listenerArn();
        listeners.add(listener);
        return elb.createRule(create -> create.listenerArn(listener)
                        .priority(1)
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .values("/*")
                                .build())
                        .actions(Action.builder()
                                .type("forward")
                                .targetGroupArn(group)
                                .build()))
                .rules()
                .getFirst()
                .ruleArn();
    }

    /** How the service names it. */
    LoadBalancer wiring(Account account, String production, String test) {
        return LoadBalancer.builder()
                .targetGroupArn(blue)
                .containerName("app")
                .containerPort(8080)
                .advancedConfiguration(advanced -> advanced.alternateTargetGroupArn(green)
                        .productionListenerRule(production)
                        .testListenerRule(test)
                        .roleArn(account.setting("infrastructureRole", "arn:aws:iam::123456789012:role/ecs")))
                .build();
    }

    String productionListener() {
        return listeners.getFirst();
    }

    /** The groups that the rule of production sends something to. */
    List<String> serving() {
        var weights = new TreeMap<String, Integer>();
        for (Action action : elb.describeRules(describe -> describe.ruleArns(productionRule))
                .rules()
                .getFirst()
                .actions()) {
            for (TargetGroupTuple group : action.forwardConfig().targetGroups()) {
                weights.put(group.targetGroupArn(), group.weight() == null ? 1 : group.weight());
            }
        }
        weights.values().removeIf(weight -> weight == 0);
        return List.copyOf(weights.keySet());
    }

    /** Sends half of production to each group, as someone else may. */
    void splitProduction() {
        elb.modifyRule(modify -> modify.ruleArn(productionRule)
                .actions(Action.builder()
                        .type("forward")
                        .forwardConfig(forward -> forward.targetGroups(half(blue), half(green)))
                        .build()));
        assertThat(serving()).hasSize(2);
    }

    private static TargetGroupTuple half(String group) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(50).build();
    }

    /** Once no service uses it. */
    void remove() {
        listeners.forEach(listener -> elb.deleteListener(delete -> delete.listenerArn(listener)));
        elb.deleteTargetGroup(delete -> delete.targetGroupArn(blue));
        elb.deleteTargetGroup(delete -> delete.targetGroupArn(green));
        elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(balancer));
    }
}
