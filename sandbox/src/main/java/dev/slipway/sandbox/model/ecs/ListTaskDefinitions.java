package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists ARNs of task definitions; {@code familyPrefix} is a whole family name, as with AWS. */
public record ListTaskDefinitions(
        @Nullable String familyPrefix,
        @Nullable String status,
        @Nullable String sort,
        @Nullable String nextToken,
        @Nullable Integer maxResults)
        implements Call<ListTaskDefinitions.Result> {
    /** What AWS answers. */
    public record Result(
            List<String> taskDefinitionArns, @Nullable String nextToken) {
        public Result {
            taskDefinitionArns = taskDefinitionArns == null ? List.of() : List.copyOf(taskDefinitionArns);
        }
    }
}
