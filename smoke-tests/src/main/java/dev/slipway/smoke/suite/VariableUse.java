package dev.slipway.smoke.suite;

/** A variable used, and where. */
public record VariableUse(String name, SourceSpan at) {}
