package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.Nullable;

/**
 * How long a PAUSE hook waits, and what happens then. AWS calls the shape
 * {@code DeploymentLifecycleHookTimeoutConfiguration}.
 *
 * @param timeoutInMinutes 1 to 20160; absent means 1440
 * @param action           {@code ROLLBACK} (also if absent) or {@code CONTINUE}
 */
public record HookTimeout(
        @Nullable Integer timeoutInMinutes, @Nullable String action) {}
