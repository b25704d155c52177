package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** Adds or changes tags of a cluster, service, task definition or task. */
public record TagResource(String resourceArn, List<Tag> tags) implements Call<TagResource.Result> {
    public TagResource {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result() {}
}
