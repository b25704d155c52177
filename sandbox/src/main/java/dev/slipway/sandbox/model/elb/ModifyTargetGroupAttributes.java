package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Changes a target group's attributes. */
public record ModifyTargetGroupAttributes(String targetGroupArn, List<Attribute> attributes)
        implements Call<ModifyTargetGroupAttributes.Result> {
    public ModifyTargetGroupAttributes {
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
    }
    /** What AWS answers. */
    public record Result(List<Attribute> attributes) {
        public Result {
            attributes = attributes == null ? List.of() : List.copyOf(attributes);
        }
    }
}
