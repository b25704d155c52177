package dev.slipway.sandbox.model.ecs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task's container as AWS shows it. */
public record Container(
        String containerArn,
        String taskArn,
        String name,
        String image,
        @Nullable String imageDigest,
        @Nullable String runtimeId,
        String lastStatus,
        @Nullable Integer exitCode,
        @Nullable String reason,
        List<NetworkBinding> networkBindings,
        List<NetworkInterface> networkInterfaces,
        String healthStatus) {
    public Container {
        networkBindings = networkBindings == null ? List.of() : List.copyOf(networkBindings);
        networkInterfaces = networkInterfaces == null ? List.of() : List.copyOf(networkInterfaces);
    }
}
