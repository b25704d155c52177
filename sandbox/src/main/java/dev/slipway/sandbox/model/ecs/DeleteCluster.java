package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;

/** Deletes a cluster without services. */
public record DeleteCluster(String cluster) implements Call<DeleteCluster.Result> {
    /** What AWS answers. */
    public record Result(Cluster cluster) {}
}
