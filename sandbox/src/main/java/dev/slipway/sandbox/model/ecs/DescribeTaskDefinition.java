package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** Reads a task definition by ARN, {@code family:revision}, or family (its newest active revision). */
public record DescribeTaskDefinition(String taskDefinition, List<String> include)
        implements Call<DescribeTaskDefinition.Result> {
    public DescribeTaskDefinition {
        include = include == null ? List.of() : List.copyOf(include);
    }
    /** What AWS answers. */
    public record Result(ObjectNode taskDefinition, List<Tag> tags) {
        public Result {
            tags = tags == null ? List.of() : List.copyOf(tags);
        }
    }
}
