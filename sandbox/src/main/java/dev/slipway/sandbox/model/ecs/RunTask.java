package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that belong to no service. Sent again with the same {@code clientToken} it starts nothing, for a day
 * (API reference, "Ensuring idempotency").
 */
public record RunTask(
        @Nullable String cluster,
        @Nullable String taskDefinition,
        @Nullable Integer count,
        @Nullable String startedBy,
        @Nullable String group,
        @Nullable String clientToken,
        @Nullable String launchType,
        @Nullable JsonNode capacityProviderStrategy,
        @Nullable String platformVersion,
        @Nullable JsonNode networkConfiguration,
        @Nullable TaskOverride overrides,
        List<Tag> tags)
        implements Call<RunTask.Result> {
    public RunTask {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** What AWS answers. */
    public record Result(List<Task> tasks, List<Failure> failures) {
        public Result {
            tasks = tasks == null ? List.of() : List.copyOf(tasks);
            failures = failures == null ? List.of() : List.copyOf(failures);
        }
    }
}
