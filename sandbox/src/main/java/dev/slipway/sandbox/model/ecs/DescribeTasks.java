package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads up to a hundred tasks by id or ARN. */
public record DescribeTasks(@Nullable String cluster, List<String> tasks, List<String> include)
        implements Call<DescribeTasks.Result> {
    public DescribeTasks {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        include = include == null ? List.of() : List.copyOf(include);
    }
    /** What AWS answers. */
    public record Result(List<Task> tasks, List<Failure> failures) {
        public Result {
            tasks = tasks == null ? List.of() : List.copyOf(tasks);
            failures = failures == null ? List.of() : List.copyOf(failures);
        }
    }
}
