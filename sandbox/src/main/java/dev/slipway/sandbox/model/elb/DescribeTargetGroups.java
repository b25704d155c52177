package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads target groups by load balancer, ARN or name; none of them means all. */
public record DescribeTargetGroups(
        @Nullable String loadBalancerArn,
        List<String> targetGroupArns,
        List<String> names,
        @Nullable String marker,
        @Nullable Integer pageSize)
        implements Call<DescribeTargetGroups.Result> {
    public DescribeTargetGroups {
        targetGroupArns = targetGroupArns == null ? List.of() : List.copyOf(targetGroupArns);
        names = names == null ? List.of() : List.copyOf(names);
    }

    /** The first page. */
    public DescribeTargetGroups(@Nullable String loadBalancerArn, List<String> targetGroupArns, List<String> names) {
        this(loadBalancerArn, targetGroupArns, names, null, null);
    }

    /** What AWS answers. */
    public record Result(
            List<TargetGroup> targetGroups, @Nullable String nextMarker) {
        public Result {
            targetGroups = targetGroups == null ? List.of() : List.copyOf(targetGroups);
        }
    }
}
