package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists a service's deployments, newest first. Lags behind, as AWS does (docs/aws.md, Reading deployments [lz]). */
public record ListServiceDeployments(
        String service,
        @Nullable String cluster,
        List<String> status,
        @Nullable CreatedAt createdAt,
        @Nullable String nextToken,
        @Nullable Integer maxResults)
        implements Call<ListServiceDeployments.Result> {
    public ListServiceDeployments {
        status = status == null ? List.of() : List.copyOf(status);
    }
    /** What AWS answers. */
    public record Result(
            List<ServiceDeploymentBrief> serviceDeployments,
            @Nullable String nextToken) {
        public Result {
            serviceDeployments = serviceDeployments == null ? List.of() : List.copyOf(serviceDeployments);
        }
    }
}
