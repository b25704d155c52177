package dev.slipway.sandbox.model.elb;

/** A setting of a load balancer or target group. */
public record Attribute(String key, String value) {}
