package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** An answer the load balancer gives itself. */
public record FixedResponseConfig(
        @Nullable String messageBody,
        String statusCode,
        @Nullable String contentType) {}
