package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a cluster; answers the existing one if there is one of that name. */
public record CreateCluster(
        @Nullable String clusterName,
        List<Tag> tags,
        @Nullable JsonNode settings,
        @Nullable JsonNode configuration,
        List<String> capacityProviders,
        @Nullable JsonNode defaultCapacityProviderStrategy)
        implements Call<CreateCluster.Result> {
    public CreateCluster {
        tags = tags == null ? List.of() : List.copyOf(tags);
        capacityProviders = capacityProviders == null ? List.of() : List.copyOf(capacityProviders);
    }
    /** What AWS answers. */
    public record Result(Cluster cluster) {}
}
