package dev.slipway.sandbox.model.elb;

/** A target and its health. */
public record TargetHealthDescription(TargetDescription target, String healthCheckPort, TargetHealth targetHealth) {}
