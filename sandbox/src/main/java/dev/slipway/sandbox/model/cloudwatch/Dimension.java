package dev.slipway.sandbox.model.cloudwatch;

/** What narrows a metric. */
public record Dimension(String name, String value) {}
