package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads load balancers by ARN or name; neither means all. */
public record DescribeLoadBalancers(
        List<String> loadBalancerArns,
        List<String> names,
        @Nullable String marker,
        @Nullable Integer pageSize) implements Call<DescribeLoadBalancers.Result> {
    public DescribeLoadBalancers {
        loadBalancerArns = loadBalancerArns == null ? List.of() : List.copyOf(loadBalancerArns);
        names = names == null ? List.of() : List.copyOf(names);
    }

    /** The first page. */
    public DescribeLoadBalancers(List<String> loadBalancerArns, List<String> names) {
        this(loadBalancerArns, names, null, null);
    }

    /** What AWS answers. */
    public record Result(
            List<LoadBalancer> loadBalancers, @Nullable String nextMarker) {
        public Result {
            loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        }
    }
}
