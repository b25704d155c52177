package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads a load balancer's attributes. */
public record DescribeLoadBalancerAttributes(String loadBalancerArn)
        implements Call<DescribeLoadBalancerAttributes.Result> {
    /** What AWS answers. */
    public record Result(List<Attribute> attributes) {
        public Result {
            attributes = attributes == null ? List.of() : List.copyOf(attributes);
        }
    }
}
