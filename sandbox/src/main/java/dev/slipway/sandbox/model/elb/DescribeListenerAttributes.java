package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads a listener's attributes. */
public record DescribeListenerAttributes(String listenerArn) implements Call<DescribeListenerAttributes.Result> {
    /** What AWS answers. */
    public record Result(List<Attribute> attributes) {
        public Result {
            attributes = List.copyOf(attributes);
        }
    }
}
