package dev.slipway.sandbox.model.ecs;

/** A name and its value. */
public record KeyValuePair(String name, String value) {}
