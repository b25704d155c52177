package dev.slipway.sandbox.model.elb;

/** Where a load balancer has a foot. */
public record AvailabilityZone(String zoneName, String subnetId) {}
