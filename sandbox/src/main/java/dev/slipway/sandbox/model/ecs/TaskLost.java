package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;

/**
 * Reported when what a task ran on is gone, and the task with it, through no fault of its own: it does not count as a failure.
 *
 * @param reason as ECS's {@code stoppedReason} would say; not empty
 */
public record TaskLost(String taskArn, String reason) implements Call<Acknowledged> {
    /** Fargate's words for what happens to tasks on hosts that go away. */
    public static final String HOST_GONE =
            "ECS is performing maintenance on the underlying infrastructure hosting the task.";
}
