package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads a target group's attributes. */
public record DescribeTargetGroupAttributes(String targetGroupArn)
        implements Call<DescribeTargetGroupAttributes.Result> {
    /** What AWS answers. */
    public record Result(List<Attribute> attributes) {
        public Result {
            attributes = attributes == null ? List.of() : List.copyOf(attributes);
        }
    }
}
