package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** A listener's certificate. */
public record Certificate(
        @Nullable String certificateArn, @Nullable Boolean isDefault) {}
