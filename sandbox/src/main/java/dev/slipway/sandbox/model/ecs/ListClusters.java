package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the clusters' ARNs. */
public record ListClusters(
        @Nullable String nextToken, @Nullable Integer maxResults) implements Call<ListClusters.Result> {
    /** What AWS answers. */
    public record Result(List<String> clusterArns, @Nullable String nextToken) {
        public Result {
            clusterArns = clusterArns == null ? List.of() : List.copyOf(clusterArns);
        }
    }
}
