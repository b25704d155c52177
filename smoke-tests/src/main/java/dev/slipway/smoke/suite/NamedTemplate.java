package dev.slipway.smoke.suite;

/** A header, query parameter or form field: its name, and a value that may use variables. */
public record NamedTemplate(String name, Template value) {}
