package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reported by whoever runs tasks: all containers of a task run. */
public record TaskStarted(String taskArn, List<Container> containers) implements Call<Acknowledged> {
    public TaskStarted {
        containers = List.copyOf(containers);
    }

    /**
     * A container that runs.
     *
     * @param host      where its port is reached: an IP address
     * @param port      the port at which its container port is reached; 0 if it has none
     * @param runtimeId what its runner calls it, as ECS's {@code runtimeId}
     */
    public record Container(String name, String host, int port, String runtimeId) {}
}
