package dev.slipway.sandbox.model.ecs;

import java.util.List;

/** What ECS chose for a revision. */
public record ResolvedConfiguration(List<ServiceRevisionLoadBalancer> loadBalancers) {
    public ResolvedConfiguration {
        loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
    }
}
