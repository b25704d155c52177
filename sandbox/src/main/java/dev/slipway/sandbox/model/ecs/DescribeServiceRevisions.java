package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads up to twenty service revisions. */
public record DescribeServiceRevisions(List<String> serviceRevisionArns)
        implements Call<DescribeServiceRevisions.Result> {
    public DescribeServiceRevisions {
        serviceRevisionArns = serviceRevisionArns == null ? List.of() : List.copyOf(serviceRevisionArns);
    }
    /** What AWS answers. */
    public record Result(List<ServiceRevision> serviceRevisions, List<Failure> failures) {
        public Result {
            serviceRevisions = serviceRevisions == null ? List.of() : List.copyOf(serviceRevisions);
            failures = failures == null ? List.of() : List.copyOf(failures);
        }
    }
}
