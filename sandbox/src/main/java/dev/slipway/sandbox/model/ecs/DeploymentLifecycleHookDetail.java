package dev.slipway.sandbox.model.ecs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One visit of a hook; carries no stage (docs/aws.md, Hooks). */
public record DeploymentLifecycleHookDetail(
        String hookId,
        String targetType,
        @Nullable String targetArn,
        String status,
        @Nullable Instant expiresAt,
        @Nullable String timeoutAction) {}
