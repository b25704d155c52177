package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Takes tags away. */
public record RemoveTags(List<String> resourceArns, List<String> tagKeys) implements Call<RemoveTags.Result> {
    public RemoveTags {
        resourceArns = resourceArns == null ? List.of() : List.copyOf(resourceArns);
        tagKeys = tagKeys == null ? List.of() : List.copyOf(tagKeys);
    }
    /** What AWS answers. */
    public record Result() {}
}
