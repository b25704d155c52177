package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads what capacity is reserved for a load balancer: none, here. */
public record DescribeCapacityReservation(String loadBalancerArn) implements Call<DescribeCapacityReservation.Result> {
    /** What AWS answers. */
    public record Result(int decreaseRequestsRemaining, List<String> capacityReservationState) {
        public Result {
            capacityReservationState = List.copyOf(capacityReservationState);
        }
    }
}
