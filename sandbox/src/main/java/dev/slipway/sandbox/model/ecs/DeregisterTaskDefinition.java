package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Call;

/** Makes one revision INACTIVE; running tasks and services keep it. */
public record DeregisterTaskDefinition(String taskDefinition) implements Call<DeregisterTaskDefinition.Result> {
    /** What AWS answers. */
    public record Result(ObjectNode taskDefinition) {}
}
