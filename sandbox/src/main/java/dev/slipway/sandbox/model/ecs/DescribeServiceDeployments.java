package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads up to twenty deployments. */
public record DescribeServiceDeployments(List<String> serviceDeploymentArns)
        implements Call<DescribeServiceDeployments.Result> {
    public DescribeServiceDeployments {
        serviceDeploymentArns = serviceDeploymentArns == null ? List.of() : List.copyOf(serviceDeploymentArns);
    }
    /** What AWS answers. */
    public record Result(List<ServiceDeployment> serviceDeployments, List<Failure> failures) {
        public Result {
            serviceDeployments = serviceDeployments == null ? List.of() : List.copyOf(serviceDeployments);
            failures = failures == null ? List.of() : List.copyOf(failures);
        }
    }
}
