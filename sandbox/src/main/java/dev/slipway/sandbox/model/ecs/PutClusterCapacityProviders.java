package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says on what a cluster's tasks may run, in place of what was said before; as Terraform does after it made a cluster. */
public record PutClusterCapacityProviders(
        String cluster,
        List<String> capacityProviders,
        @Nullable JsonNode defaultCapacityProviderStrategy) implements Call<PutClusterCapacityProviders.Result> {
    public PutClusterCapacityProviders {
        capacityProviders = capacityProviders == null ? List.of() : List.copyOf(capacityProviders);
    }
    /** What AWS answers. */
    public record Result(Cluster cluster) {}
}
