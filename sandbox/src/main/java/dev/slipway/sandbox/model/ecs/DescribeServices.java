package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads up to ten services of one cluster by name or ARN. */
public record DescribeServices(@Nullable String cluster, List<String> services, List<String> include)
        implements Call<DescribeServices.Result> {
    public DescribeServices {
        services = services == null ? List.of() : List.copyOf(services);
        include = include == null ? List.of() : List.copyOf(include);
    }
    /** What AWS answers. */
    public record Result(List<Service> services, List<Failure> failures) {
        public Result {
            services = services == null ? List.of() : List.copyOf(services);
            failures = failures == null ? List.of() : List.copyOf(failures);
        }
    }
}
