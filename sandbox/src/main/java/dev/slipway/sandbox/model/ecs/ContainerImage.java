package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/** Which image a container of a revision runs; no digest if none could be resolved. */
public record ContainerImage(String containerName, @Nullable String imageDigest, String image) {}
