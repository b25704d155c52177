package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.ecs.LoadBalancer;
import org.jspecify.annotations.Nullable;

/**
 * How a revision's tasks hang on the load balancer.
 *
 * @param targetGroupArn the group this revision's tasks are registered in
 * @param idleGroupArn   the other group of the pair; absent without advanced configuration
 * @param productionRule absent without advanced configuration
 * @param testRule       absent without one
 */
record Wire(
        LoadBalancer entry,
        String targetGroupArn,
        @Nullable String idleGroupArn,
        @Nullable String productionRule,
        @Nullable String testRule) {

    String containerName() {
        return entry.containerName() == null ? "" : entry.containerName();
    }
}
