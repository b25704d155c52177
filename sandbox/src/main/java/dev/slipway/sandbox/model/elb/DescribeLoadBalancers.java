package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads load balancers by ARN or name; neither means all. */
public record DescribeLoadBalancers(List<String> loadBalancerArns, List<String> names)
        implements Call<DescribeLoadBalancers.Result> {
    public DescribeLoadBalancers {
        loadBalancerArns = loadBalancerArns == null ? List.of() : List.copyOf(loadBalancerArns);
        names = names == null ? List.of() : List.copyOf(names);
    }
    /** What AWS answers. */
    public record Result(List<LoadBalancer> loadBalancers) {
        public Result {
            loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        }
    }
}
