package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Changes a listener's attributes. */
public record ModifyListenerAttributes(String listenerArn, List<Attribute> attributes)
        implements Call<ModifyListenerAttributes.Result> {
    public ModifyListenerAttributes {
        attributes = List.copyOf(attributes);
    }

    /** What AWS answers. */
    public record Result(List<Attribute> attributes) {
        public Result {
            attributes = List.copyOf(attributes);
        }
    }
}
