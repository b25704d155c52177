package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value stands in an item: a name, then names of map members and indexes of lists. */
record Path(List<Step> steps) {
    Path {
        steps = List.copyOf(steps);
    }

    /** A member's name, or an index if the name is null. */
    record Step(@Nullable String name, int index) {}

    /** The attribute's name. */
    String root() {
        String name = steps.getFirst().name();
        if (name == null) {
            throw new IllegalStateException("a path begins with a name");
        }
        return name;
    }

    boolean isPlain() {
        return steps.size() == 1;
    }

    /** The value there; null if there is none. */
    @Nullable
    JsonNode in(Map<String, JsonNode> item) {
        JsonNode value = item.get(root());
        for (Step step : steps.subList(1, steps.size())) {
            if (value == null) {
                return null;
            }
            value = step.name() == null
                    ? value.path("L").get(step.index())
                    : value.path("M").get(step.name());
        }
        return value;
    }
}
