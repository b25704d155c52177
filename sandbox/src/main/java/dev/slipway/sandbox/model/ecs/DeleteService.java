package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/** Deletes a service: its tasks are stopped and its deployments forgotten. */
public record DeleteService(
        @Nullable String cluster, String service, @Nullable Boolean force) implements Call<DeleteService.Result> {
    /** What AWS answers. */
    public record Result(Service service) {}
}
