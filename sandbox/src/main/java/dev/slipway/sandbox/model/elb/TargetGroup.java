package dev.slipway.sandbox.model.elb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target group as AWS shows it. */
public record TargetGroup(
        String targetGroupArn,
        String targetGroupName,
        String protocol,
        int port,
        @Nullable String vpcId,
        String healthCheckProtocol,
        String healthCheckPort,
        boolean healthCheckEnabled,
        int healthCheckIntervalSeconds,
        int healthCheckTimeoutSeconds,
        int healthyThresholdCount,
        int unhealthyThresholdCount,
        String healthCheckPath,
        Matcher matcher,
        List<String> loadBalancerArns,
        String targetType,
        String protocolVersion,
        String ipAddressType) {
    public TargetGroup {
        loadBalancerArns = loadBalancerArns == null ? List.of() : List.copyOf(loadBalancerArns);
    }
}
