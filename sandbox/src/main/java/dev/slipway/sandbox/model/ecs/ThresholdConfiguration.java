package dev.slipway.sandbox.model.ecs;

/** How many failures are too many. */
public record ThresholdConfiguration(String type, Integer value) {}
