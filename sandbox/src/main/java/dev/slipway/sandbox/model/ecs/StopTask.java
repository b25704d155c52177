package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/** Stops one task; if it is a service's, that starts another. */
public record StopTask(
        @Nullable String cluster, String task, @Nullable String reason) implements Call<StopTask.Result> {
    /** What AWS answers. */
    public record Result(Task task) {}
}
