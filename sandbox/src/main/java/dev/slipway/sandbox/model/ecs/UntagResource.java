package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Takes tags away. */
public record UntagResource(String resourceArn, List<String> tagKeys) implements Call<UntagResource.Result> {
    public UntagResource {
        tagKeys = tagKeys == null ? List.of() : List.copyOf(tagKeys);
    }
    /** What AWS answers. */
    public record Result() {}
}
