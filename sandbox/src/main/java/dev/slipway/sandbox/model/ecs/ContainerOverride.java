package dev.slipway.sandbox.model.ecs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs in one container.
 *
 * @param command     instead of the task definition's if not empty
 * @param environment added to the task definition's
 */
public record ContainerOverride(@Nullable String name, List<String> command, List<KeyValuePair> environment) {
    public ContainerOverride {
        command = command == null ? List.of() : List.copyOf(command);
        environment = environment == null ? List.of() : List.copyOf(environment);
    }
}
