package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** A target: an address and a port. */
public record TargetDescription(
        String id, @Nullable Integer port, @Nullable String availabilityZone) {}
