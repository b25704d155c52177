package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.TargetView;
import java.util.List;

/** Elastic Load Balancing, reading only. Every method throws {@link PortFailure}. */
public interface LoadBalancers {

    /** DescribeRules by ARN, at most 20; those that do not exist are left out. */
    List<RuleView> describeRules(List<String> ruleArns);

    /** DescribeTargetHealth of one target group. */
    List<TargetView> describeTargetHealth(String targetGroupArn);
}
