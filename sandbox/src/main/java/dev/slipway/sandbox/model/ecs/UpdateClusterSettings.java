package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;

/** Changes a cluster's settings. */
public record UpdateClusterSettings(String cluster, JsonNode settings) implements Call<UpdateClusterSettings.Result> {
    /** What AWS answers. */
    public record Result(Cluster cluster) {}
}
