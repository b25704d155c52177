package dev.slipway.demo.stage;

import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The load balancer: a listener for users, a listener for tests, two target groups that take turns. */
final class BalancerBuilder {
    private static final List<String> SUBNETS = List.of("subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002");
    private static final String NETWORK = "vpc-0a1b2c3d4e5f60000";

    private final ElasticLoadBalancingV2Client elb;
    private final Site site;

    BalancerBuilder(ElasticLoadBalancingV2Client elb, Site site) {
        this.elb = elb;
        this.site = site;
    }

    Infrastructure.Balancer build() {
        String balancer = elb.createLoadBalancer(request -> request.name(site.name())
                        .type(LoadBalancerTypeEnum.APPLICATION)
                        .subnets(SUBNETS))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String a = targetGroup(site.name() + "-a");
        String b = targetGroup(site.name() + "-b");
        String production = listener(balancer, site.productionPort());
        String test = listener(balancer, site.testPort());
        return new Infrastructure.Balancer(a, b, rule(production, a, b), rule(test, b, a));
    }

    private String targetGroup(String name) {
        String arn = elb.createTargetGroup(request -> request.name(name)
                        .protocol(ProtocolEnum.HTTP)
                        .port(Site.CONTAINER_PORT)
                        .vpcId(NETWORK)
                        .targetType(TargetTypeEnum.IP)
                        .healthCheckPath("/readyz")
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(2)
                        .matcher(matcher -> matcher.httpCode("200")))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("30")
                        .build()));
        return arn;
    }

    private String listener(String balancer, int port) {
        return elb.createListener(request -> request.loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTP)
                        .port(port)
                        .defaultActions(Action.builder()
                                .type(ActionTypeEnum.FIXED_RESPONSE)
                                .fixedResponseConfig(response -> response.statusCode("404")
                                        .contentType("text/plain")
                                        .messageBody("no rule for this"))
                                .build()))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    /** Both groups stand in the rule from the start, so that ECS's shifting of their weights is no surprise to Terraform. */
    private String rule(String listener, String all, String nothing) {
        return elb.createRule(request -> request.listenerArn(listener)
                        .priority(10)
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .values("/*")
                                .build())
                        .actions(Action.builder()
                                .type(ActionTypeEnum.FORWARD)
                                .forwardConfig(forward -> forward.targetGroups(weighted(all, 1), weighted(nothing, 0)))
                                .build()))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private static TargetGroupTuple weighted(String arn, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
    }
}
