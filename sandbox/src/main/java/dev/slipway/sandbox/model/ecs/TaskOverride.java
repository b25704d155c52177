package dev.slipway.sandbox.model.ecs;

import java.util.List;

/** What of a task differs from its task definition. */
public record TaskOverride(List<ContainerOverride> containerOverrides) {
    public TaskOverride {
        containerOverrides = containerOverrides == null ? List.of() : List.copyOf(containerOverrides);
    }
}
