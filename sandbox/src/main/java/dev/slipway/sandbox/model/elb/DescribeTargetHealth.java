package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads the health of a group's targets. */
public record DescribeTargetHealth(String targetGroupArn, List<TargetDescription> targets)
        implements Call<DescribeTargetHealth.Result> {
    public DescribeTargetHealth {
        targets = targets == null ? List.of() : List.copyOf(targets);
    }
    /** What AWS answers. */
    public record Result(List<TargetHealthDescription> targetHealthDescriptions) {
        public Result {
            targetHealthDescriptions =
                    targetHealthDescriptions == null ? List.of() : List.copyOf(targetHealthDescriptions);
        }
    }
}
