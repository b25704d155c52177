package dev.slipway.sandbox.model.ecs;

/** Where a container is reached. */
public record NetworkInterface(String attachmentId, String privateIpv4Address) {}
