package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/**
 * Registers a new revision of a family. The whole request is kept as it was written, unknown fields included.
 *
 * @param definition AWS's request members: {@code family}, {@code containerDefinitions}, {@code tags}, …
 */
public record RegisterTaskDefinition(@JsonValue ObjectNode definition) implements Call<RegisterTaskDefinition.Result> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RegisterTaskDefinition {}

    /** What AWS answers. */
    public record Result(ObjectNode taskDefinition, List<Tag> tags) {
        public Result {
            tags = List.copyOf(tags);
        }
    }
}
