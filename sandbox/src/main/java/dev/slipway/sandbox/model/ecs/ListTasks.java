package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists ARNs of tasks; of stopped ones for about an hour. */
public record ListTasks(
        @Nullable String cluster,
        @Nullable String family,
        @Nullable String nextToken,
        @Nullable Integer maxResults,
        @Nullable String startedBy,
        @Nullable String serviceName,
        @Nullable String desiredStatus,
        @Nullable String launchType)
        implements Call<ListTasks.Result> {
    /** What AWS answers. */
    public record Result(List<String> taskArns, @Nullable String nextToken) {
        public Result {
            taskArns = taskArns == null ? List.of() : List.copyOf(taskArns);
        }
    }
}
