package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** What is done with a request: forward, fixed-response or redirect. */
public record Action(
        String type,
        @Nullable String targetGroupArn,
        @Nullable Integer order,
        @Nullable RedirectConfig redirectConfig,
        @Nullable FixedResponseConfig fixedResponseConfig,
        @Nullable ForwardConfig forwardConfig) {}
