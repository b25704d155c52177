package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/** Asks that a deployment be rolled back. */
public record StopServiceDeployment(
        String serviceDeploymentArn, @Nullable String stopType) implements Call<StopServiceDeployment.Result> {
    /** What AWS answers. */
    public record Result(String serviceDeploymentArn) {}
}
