package dev.slipway.sandbox.model.elb;

/** Which status codes count as healthy, such as {@code 200} or {@code 200-299,301}. */
public record Matcher(String httpCode) {}
