package dev.slipway.sandbox.model.ecs;

/** Where a container's port is reached if not at the port itself. */
public record NetworkBinding(String bindIP, int containerPort, int hostPort, String protocol) {}
