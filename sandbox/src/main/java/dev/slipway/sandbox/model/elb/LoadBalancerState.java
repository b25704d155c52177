package dev.slipway.sandbox.model.elb;

/** Whether a load balancer is ready. */
public record LoadBalancerState(String code) {}
