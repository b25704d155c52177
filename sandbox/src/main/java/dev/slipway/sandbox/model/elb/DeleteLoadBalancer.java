package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;

/** Deletes a load balancer with its listeners and rules. */
public record DeleteLoadBalancer(String loadBalancerArn) implements Call<DeleteLoadBalancer.Result> {
    /** What AWS answers. */
    public record Result() {}
}
