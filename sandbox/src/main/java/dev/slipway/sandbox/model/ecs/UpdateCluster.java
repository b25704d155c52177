package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/** Changes what of a cluster is named. */
public record UpdateCluster(
        String cluster,
        @Nullable JsonNode settings,
        @Nullable JsonNode configuration) implements Call<UpdateCluster.Result> {
    /** What AWS answers. */
    public record Result(Cluster cluster) {}
}
