package dev.slipway.sandbox.model.elb;

/** A subnet of a load balancer. */
public record SubnetMapping(String subnetId) {}
