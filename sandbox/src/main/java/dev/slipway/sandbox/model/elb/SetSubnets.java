package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Moves a load balancer to other subnets, which have no effect here. */
public record SetSubnets(String loadBalancerArn, List<String> subnets) implements Call<SetSubnets.Result> {
    public SetSubnets {
        subnets = List.copyOf(subnets);
    }

    /** What AWS answers. */
    public record Result(List<AvailabilityZone> availabilityZones) {
        public Result {
            availabilityZones = List.copyOf(availabilityZones);
        }
    }
}
