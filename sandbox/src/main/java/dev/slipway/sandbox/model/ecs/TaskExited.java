package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reported by whoever runs tasks: nothing of the task runs any more. If {@link TaskStarted} was not reported before, it
 * failed to start.
 *
 * @param reason why it ended if nobody asked for it, as ECS's {@code stoppedReason} would say; empty if it was told to stop
 */
public record TaskExited(String taskArn, List<Container> containers, String reason) implements Call<Acknowledged> {
    public TaskExited {
        containers = List.copyOf(containers);
    }

    /**
     * How a container ended.
     *
     * @param exitCode null if it never ran
     * @param reason   what is to be said beyond the exit code, as ECS's container {@code reason}; empty if nothing
     */
    public record Container(String name, @Nullable Integer exitCode, String reason) {}
}
