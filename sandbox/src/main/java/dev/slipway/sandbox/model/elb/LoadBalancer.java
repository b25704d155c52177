package dev.slipway.sandbox.model.elb;

import java.time.Instant;
import java.util.List;

/** A load balancer as AWS shows it. */
public record LoadBalancer(
        String loadBalancerArn,
        String dNSName,
        String canonicalHostedZoneId,
        Instant createdTime,
        String loadBalancerName,
        String scheme,
        String vpcId,
        LoadBalancerState state,
        String type,
        List<AvailabilityZone> availabilityZones,
        List<String> securityGroups,
        String ipAddressType) {
    public LoadBalancer {
        availabilityZones = availabilityZones == null ? List.of() : List.copyOf(availabilityZones);
        securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
    }

    /** The same load balancer elsewhere in its network. */
    public LoadBalancer with(List<AvailabilityZone> zones, List<String> groups) {
        return new LoadBalancer(
                loadBalancerArn,
                dNSName,
                canonicalHostedZoneId,
                createdTime,
                loadBalancerName,
                scheme,
                vpcId,
                state,
                type,
                zones,
                groups,
                ipAddressType);
    }
}
