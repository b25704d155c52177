package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.elb.AddTags;
import dev.slipway.sandbox.model.elb.CreateListener;
import dev.slipway.sandbox.model.elb.CreateLoadBalancer;
import dev.slipway.sandbox.model.elb.CreateRule;
import dev.slipway.sandbox.model.elb.CreateTargetGroup;
import dev.slipway.sandbox.model.elb.DeleteListener;
import dev.slipway.sandbox.model.elb.DeleteLoadBalancer;
import dev.slipway.sandbox.model.elb.DeleteRule;
import dev.slipway.sandbox.model.elb.DeleteTargetGroup;
import dev.slipway.sandbox.model.elb.DeregisterTargets;
import dev.slipway.sandbox.model.elb.DescribeCapacityReservation;
import dev.slipway.sandbox.model.elb.DescribeListenerAttributes;
import dev.slipway.sandbox.model.elb.DescribeListeners;
import dev.slipway.sandbox.model.elb.DescribeLoadBalancerAttributes;
import dev.slipway.sandbox.model.elb.DescribeLoadBalancers;
import dev.slipway.sandbox.model.elb.DescribeRules;
import dev.slipway.sandbox.model.elb.DescribeTags;
import dev.slipway.sandbox.model.elb.DescribeTargetGroupAttributes;
import dev.slipway.sandbox.model.elb.DescribeTargetGroups;
import dev.slipway.sandbox.model.elb.DescribeTargetHealth;
import dev.slipway.sandbox.model.elb.ModifyListener;
import dev.slipway.sandbox.model.elb.ModifyListenerAttributes;
import dev.slipway.sandbox.model.elb.ModifyLoadBalancerAttributes;
import dev.slipway.sandbox.model.elb.ModifyRule;
import dev.slipway.sandbox.model.elb.ModifyTargetGroup;
import dev.slipway.sandbox.model.elb.ModifyTargetGroupAttributes;
import dev.slipway.sandbox.model.elb.RegisterTargets;
import dev.slipway.sandbox.model.elb.RemoveTags;
import dev.slipway.sandbox.model.elb.SetRulePriorities;
import dev.slipway.sandbox.model.elb.SetSecurityGroups;
import dev.slipway.sandbox.model.elb.SetSubnets;
import java.util.List;
import java.util.Set;

/** What of Elastic Load Balancing v2 is modelled. */
final class ElbActions {
    private ElbActions() {}

    static Api api() {
        return new Api(
                new Api.Names(
                        "elasticloadbalancing",
                        "",
                        "2015-12-01",
                        "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
                Mappers.PASCAL,
                List.of(
                        AddTags.class,
                        CreateListener.class,
                        CreateLoadBalancer.class,
                        CreateRule.class,
                        CreateTargetGroup.class,
                        DeleteListener.class,
                        DeleteLoadBalancer.class,
                        DeleteRule.class,
                        DeleteTargetGroup.class,
                        DeregisterTargets.class,
                        DescribeCapacityReservation.class,
                        DescribeListenerAttributes.class,
                        DescribeListeners.class,
                        DescribeLoadBalancerAttributes.class,
                        DescribeLoadBalancers.class,
                        DescribeRules.class,
                        DescribeTags.class,
                        DescribeTargetGroupAttributes.class,
                        DescribeTargetGroups.class,
                        DescribeTargetHealth.class,
                        ModifyListener.class,
                        ModifyListenerAttributes.class,
                        ModifyLoadBalancerAttributes.class,
                        ModifyRule.class,
                        ModifyTargetGroup.class,
                        ModifyTargetGroupAttributes.class,
                        RegisterTargets.class,
                        RemoveTags.class,
                        SetRulePriorities.class,
                        SetSecurityGroups.class,
                        SetSubnets.class),
                Set.of("CreateLoadBalancer.CustomerOwnedIpv4Pool", "CreateLoadBalancer.IpamPools"));
    }
}
