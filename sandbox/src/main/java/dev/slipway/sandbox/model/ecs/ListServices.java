package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the ARNs of a cluster's services. */
public record ListServices(
        @Nullable String cluster,
        @Nullable String nextToken,
        @Nullable Integer maxResults,
        @Nullable String launchType,
        @Nullable String schedulingStrategy)
        implements Call<ListServices.Result> {
    /** What AWS answers. */
    public record Result(List<String> serviceArns, @Nullable String nextToken) {
        public Result {
            serviceArns = serviceArns == null ? List.of() : List.copyOf(serviceArns);
        }
    }
}
