package dev.slipway.deployer.aws;

import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.reconcile.port.LoadBalancers;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Elastic Load Balancing by the AWS SDK, reading only. */
public final class ElbLoadBalancers implements LoadBalancers {
    private static final String DESCRIBE_RULES = "elasticloadbalancing:DescribeRules";
    private static final String DESCRIBE_TARGET_HEALTH = "elasticloadbalancing:DescribeTargetHealth";

    private final ElasticLoadBalancingV2Client elb;

    public ElbLoadBalancers(AwsClients clients) {
        this.elb = clients.loadBalancers();
    }

    /** One call; only if one of several rules does not exist, which fails the whole call, they are asked for singly. */
    @Override
    @Iam(DESCRIBE_RULES)
    public List<RuleView> describeRules(List<String> ruleArns) {
        if (ruleArns.isEmpty()) {
            return List.of();
        }
        try {
            return Calls.of(DESCRIBE_RULES, () -> elb.describeRules(request -> request.ruleArns(ruleArns)))
                    .rules()
                    .stream()
                    .map(ElbLoadBalancers::rule)
                    .toList();
        } catch (PortFailure e) {
            if (e.kind() != PortFailure.Kind.NOT_FOUND) {
                throw e;
            }
            return ruleArns.size() == 1
                    ? List.of()
                    : ruleArns.stream()
                            .flatMap(arn -> describeRules(List.of(arn)).stream())
                            .toList();
        }
    }

    @Override
    @Iam(DESCRIBE_TARGET_HEALTH)
    public List<TargetView> describeTargetHealth(String targetGroupArn) {
        return Calls.of(
                        DESCRIBE_TARGET_HEALTH,
                        () -> elb.describeTargetHealth(request -> request.targetGroupArn(targetGroupArn)))
                .targetHealthDescriptions()
                .stream()
                .map(ElbLoadBalancers::target)
                .toList();
    }

    private static RuleView rule(Rule rule) {
        return new RuleView(
                rule.ruleArn(),
                rule.actions().stream()
                        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
                        .flatMap(ElbLoadBalancers::weights)
                        .toList());
    }

    /** A forward to one group may be said without weights. */
    private static Stream<RuleView.Weight> weights(Action forward) {
        List<TargetGroupTuple> groups = forward.forwardConfig() == null
                ? List.of()
                : forward.forwardConfig().targetGroups();
        if (groups.isEmpty()) {
            return Stream.of(new RuleView.Weight(forward.targetGroupArn(), 1));
        }
        return groups.stream()
                .map(group -> new RuleView.Weight(group.targetGroupArn(), group.weight() == null ? 1 : group.weight()));
    }

    private static TargetView target(TargetHealthDescription target) {
        return new TargetView(
                target.target().id(),
                target.target().port() == null ? 0 : target.target().port(),
                target.targetHealth().stateAsString());
    }
}
