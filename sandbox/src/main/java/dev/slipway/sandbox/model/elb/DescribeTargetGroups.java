package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads target groups by load balancer, ARN or name; none of them means all. */
public record DescribeTargetGroups(@Nullable String loadBalancerArn, List<String> targetGroupArns, List<String> names)
        implements Call<DescribeTargetGroups.Result> {
    public DescribeTargetGroups {
        targetGroupArns = targetGroupArns == null ? List.of() : List.copyOf(targetGroupArns);
        names = names == null ? List.of() : List.copyOf(names);
    }
    /** What AWS answers. */
    public record Result(List<TargetGroup> targetGroups) {
        public Result {
            targetGroups = targetGroups == null ? List.of() : List.copyOf(targetGroups);
        }
    }
}
