package dev.slipway.sandbox.model.ecs;

/** Who drives a service's deployments. */
public record DeploymentController(String type) {}
