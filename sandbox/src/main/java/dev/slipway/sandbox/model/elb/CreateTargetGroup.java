package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a target group. */
public record CreateTargetGroup(
        String name,
        @Nullable String protocol,
        @Nullable String protocolVersion,
        @Nullable Integer port,
        @Nullable String vpcId,
        @Nullable String healthCheckProtocol,
        @Nullable String healthCheckPort,
        @Nullable Boolean healthCheckEnabled,
        @Nullable String healthCheckPath,
        @Nullable Integer healthCheckIntervalSeconds,
        @Nullable Integer healthCheckTimeoutSeconds,
        @Nullable Integer healthyThresholdCount,
        @Nullable Integer unhealthyThresholdCount,
        @Nullable Matcher matcher,
        @Nullable String targetType,
        List<Tag> tags,
        @Nullable String ipAddressType)
        implements Call<CreateTargetGroup.Result> {
    public CreateTargetGroup {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result(List<TargetGroup> targetGroups) {
        public Result {
            targetGroups = targetGroups == null ? List.of() : List.copyOf(targetGroups);
        }
    }
}
