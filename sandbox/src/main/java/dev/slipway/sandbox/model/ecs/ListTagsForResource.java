package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** Reads tags. */
public record ListTagsForResource(String resourceArn) implements Call<ListTagsForResource.Result> {
    /** What AWS answers. */
    public record Result(List<Tag> tags) {
        public Result {
            tags = tags == null ? List.of() : List.copyOf(tags);
        }
    }
}
