package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Changes a load balancer's attributes. */
public record ModifyLoadBalancerAttributes(String loadBalancerArn, List<Attribute> attributes)
        implements Call<ModifyLoadBalancerAttributes.Result> {
    public ModifyLoadBalancerAttributes {
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
    }
    /** What AWS answers. */
    public record Result(List<Attribute> attributes) {
        public Result {
            attributes = attributes == null ? List.of() : List.copyOf(attributes);
        }
    }
}
