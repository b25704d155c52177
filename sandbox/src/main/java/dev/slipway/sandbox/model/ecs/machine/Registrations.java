package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.ecs.machine.TaskState.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts tasks behind the load balancer and takes them from it. */
final class Registrations {
    private final Surroundings around;
    private final Announcements announcements;

    Registrations(Surroundings around, Announcements announcements) {
        this.around = around;
        this.announcements = announcements;
    }

    void register(TaskState task, Instant now) {
        for (Wire wire : task.revision.wires) {
            target(task, wire).ifPresent(target -> {
                task.isRegistered = true;
                around.balancing().register(wire.targetGroupArn(), target.host, target.port, now);
                announcements.say(
                        task.service(), "registered 1 targets in (target-group " + wire.targetGroupArn() + ")", now);
            });
        }
    }

    /** The container that answers for a task at the load balancer; empty before it runs. */
    static Optional<ContainerState> target(TaskState task, Wire wire) {
        return task.containers.stream()
                .filter(container -> container.name.equals(wire.containerName()) && container.port != 0)
                .findFirst();
    }

    /** Answers for how long the task still serves what it has begun. */
    Duration deregister(TaskState task, Instant now) {
        if (!task.isRegistered) {
            return Duration.ZERO;
        }
        task.isRegistered = false;
        Duration longest = Duration.ZERO;
        for (Wire wire : task.revision.wires) {
            var target = target(task, wire);
            if (target.isPresent()) {
                Duration drain =
                        around.balancing().deregister(wire.targetGroupArn(), target.get().host, target.get().port, now);
                longest = drain.compareTo(longest) > 0 ? drain : longest;
            }
        }
        return longest;
    }
}
