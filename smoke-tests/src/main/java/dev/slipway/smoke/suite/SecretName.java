package dev.slipway.smoke.suite;

/** A secret the suite needs, by name. */
public record SecretName(String name, SourceSpan at) {}
