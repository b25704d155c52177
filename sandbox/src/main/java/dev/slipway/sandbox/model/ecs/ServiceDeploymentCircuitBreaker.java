package dev.slipway.sandbox.model.ecs;

/** How far a deployment's circuit breaker is. */
public record ServiceDeploymentCircuitBreaker(String status, int failureCount, int threshold) {}
