package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** Where a client is sent; {@code #{host}} and its like stand for the request's own parts. */
public record RedirectConfig(
        @Nullable String protocol,
        @Nullable String port,
        @Nullable String host,
        @Nullable String path,
        @Nullable String query,
        String statusCode) {}
