package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Puts a load balancer into other security groups, which have no effect here. */
public record SetSecurityGroups(String loadBalancerArn, List<String> securityGroups)
        implements Call<SetSecurityGroups.Result> {
    public SetSecurityGroups {
        securityGroups = List.copyOf(securityGroups);
    }

    /** What AWS answers. */
    public record Result(List<String> securityGroupIds) {
        public Result {
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }
}
