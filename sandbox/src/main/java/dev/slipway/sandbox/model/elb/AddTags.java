package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** Adds or changes tags. */
public record AddTags(List<String> resourceArns, List<Tag> tags) implements Call<AddTags.Result> {
    public AddTags {
        resourceArns = resourceArns == null ? List.of() : List.copyOf(resourceArns);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result() {}
}
