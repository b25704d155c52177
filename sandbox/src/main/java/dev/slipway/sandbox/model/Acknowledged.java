package dev.slipway.sandbox.model;

/** The answer to a call that has nothing to answer, such as a report from the real world. */
public record Acknowledged() {}
