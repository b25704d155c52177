package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads clusters by name or ARN; none named means {@code default}. */
public record DescribeClusters(List<String> clusters, List<String> include) implements Call<DescribeClusters.Result> {
    public DescribeClusters {
        clusters = clusters == null ? List.of() : List.copyOf(clusters);
        include = include == null ? List.of() : List.copyOf(include);
    }
    /** What AWS answers. */
    public record Result(List<Cluster> clusters, List<Failure> failures) {
        public Result {
            clusters = clusters == null ? List.of() : List.copyOf(clusters);
            failures = failures == null ? List.of() : List.copyOf(failures);
        }
    }
}
