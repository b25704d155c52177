package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/**
 * Reported by whoever runs tasks: something about one container is news while its task goes on.
 *
 * @param lastStatus   {@code RUNNING} or {@code STOPPED}
 * @param healthStatus {@code HEALTHY}, {@code UNHEALTHY}, or {@code UNKNOWN} while nobody knows
 * @param exitCode     null until it has ended
 * @param reason       what is to be said beyond the exit code; empty if nothing
 */
public record ContainerChanged(
        String taskArn,
        String name,
        String lastStatus,
        String healthStatus,
        @Nullable Integer exitCode,
        String reason) implements Call<Acknowledged> {}
