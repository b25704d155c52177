package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a target group's health check. */
public record ModifyTargetGroup(
        String targetGroupArn,
        @Nullable String healthCheckProtocol,
        @Nullable String healthCheckPort,
        @Nullable String healthCheckPath,
        @Nullable Boolean healthCheckEnabled,
        @Nullable Integer healthCheckIntervalSeconds,
        @Nullable Integer healthCheckTimeoutSeconds,
        @Nullable Integer healthyThresholdCount,
        @Nullable Integer unhealthyThresholdCount,
        @Nullable Matcher matcher)
        implements Call<ModifyTargetGroup.Result> {
    /** What AWS answers. */
    public record Result(List<TargetGroup> targetGroups) {
        public Result {
            targetGroups = targetGroups == null ? List.of() : List.copyOf(targetGroups);
        }
    }
}
