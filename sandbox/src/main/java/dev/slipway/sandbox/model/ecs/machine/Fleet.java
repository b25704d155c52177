package dev.slipway.sandbox.model.ecs.machine;

import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.HEALTHY;
import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.UNHEALTHY;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps as many healthy tasks of each revision as are wanted. */
final class Fleet {
    private final Surroundings around;
    private final TaskLife life;
    private final Announcements announcements;
    private final Attention attention;

    Fleet(Surroundings around, TaskLife life, Announcements announcements, Attention attention) {
        this.around = around;
        this.life = life;
        this.announcements = announcements;
        this.attention = attention;
    }

    /** Starts and stops tasks as needed; answers the tasks that have just become healthy. */
    List<TaskState> fit(ServiceState service, Instant now) {
        var healthy = new ArrayList<TaskState>();
        for (TaskState task : List.copyOf(service.tasks)) {
            if (task.isWanted() && task.isRunning()) {
                settle(task, now);
                if (!task.wasHealthy && isHealthy(task)) {
                    task.wasHealthy = true;
                    task.revision.ranWell();
                    healthy.add(task);
                }
                replaceIfUnhealthy(task, now);
            }
        }
        for (RevisionState revision : service.activeRevisions()) {
            fit(service, revision, now);
        }
        return healthy;
    }

    private void fit(ServiceState service, RevisionState revision, Instant now) {
        var wanted = tasks(service, revision).filter(TaskState::isWanted).toList();
        if (wanted.size() < revision.wanted) {
            if (now.isBefore(revision.mayStartAt)) {
                attention.at(revision.mayStartAt, service);
            } else {
                start(service, revision, revision.wanted - wanted.size(), now);
            }
        } else if (wanted.size() > revision.wanted) {
            stop(service, wanted, wanted.size() - revision.wanted, now);
        }
    }

    private void start(ServiceState service, RevisionState revision, int count, Instant now) {
        var started = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            started.add("(task " + life.start(service, revision, now).id + ")");
        }
        announcements.say(service, "has started " + count + " tasks: " + String.join(" ", started) + ".", now);
    }

    private void stop(ServiceState service, List<TaskState> candidates, int count, Instant now) {
        var stopped = candidates.stream()
                .sorted(Comparator.comparing(this::isHealthy)
                        .thenComparing((TaskState task) -> task.createdAt, Comparator.reverseOrder()))
                .limit(count)
                .toList();
        stopped.forEach(task -> life.stop(task, "ServiceSchedulerInitiated", scalingReason(task), now));
        announcements.say(
                service,
                "has stopped " + count + " running tasks: "
                        + stopped.stream().map(task -> "(task " + task.id + ")").collect(Collectors.joining(" ")) + ".",
                now);
        announcements.action(service, "INFO", "TASKS_STOPPED", now);
    }

    private static String scalingReason(TaskState task) {
        return "Scaling activity initiated by (deployment " + task.revision.classicId + ")";
    }

    private void replaceIfUnhealthy(TaskState task, Instant now) {
        Optional<String> fault = fault(task);
        if (fault.isEmpty() || task.startedAt == null) {
            return;
        }
        Integer seconds = task.service().healthCheckGracePeriodSeconds;
        Duration grace = Duration.ofSeconds(seconds == null ? 0 : seconds);
        if (!task.wasHealthy && grace.compareTo(around.timing().patience()) < 0) {
            grace = around.timing().patience();
        }
        Instant judged = task.startedAt.plus(grace);
        if (now.isBefore(judged)) {
            attention.at(judged, task.service());
            return;
        }
        life.fail(task, "ServiceSchedulerInitiated", fault.get(), now);
    }

    /** Why a task that runs is not well, as ECS says it when it stops the task for that. */
    private Optional<String> fault(TaskState task) {
        return task.revision.wires.stream()
                .filter(wire ->
                        targetState(task, wire).filter(UNHEALTHY::equals).isPresent())
                .findFirst()
                .map(wire -> "Task failed ELB health checks in (target-group " + wire.targetGroupArn() + ")")
                .or(() -> Optional.of("Task failed container health checks")
                        .filter(words -> task.healthStatus().equals("UNHEALTHY")));
    }

    /** How many of a revision's tasks take traffic well. */
    int healthy(ServiceState service, RevisionState revision) {
        return (int) tasks(service, revision)
                .filter(task -> task.isWanted() && isHealthy(task))
                .count();
    }

    /** Running, passing its containers' health checks, and healthy in every target group it is in; if it has neither, for a while. */
    boolean isHealthy(TaskState task) {
        return task.isRunning()
                && task.passesChecks()
                && hasSettled(task)
                && task.revision.wires.stream()
                        .allMatch(wire ->
                                targetState(task, wire).filter(HEALTHY::equals).isPresent());
    }

    private boolean hasSettled(TaskState task) {
        return task.hasSettled || task.isChecked() || !task.revision.wires.isEmpty();
    }

    /** A task of which nobody tells whether it is well is so when it has run for a while. */
    private void settle(TaskState task, Instant now) {
        if (hasSettled(task) || task.startedAt == null) {
            return;
        }
        Instant settled = task.startedAt.plus(around.timing().settle());
        if (now.isBefore(settled)) {
            attention.at(settled, task.service());
        } else {
            task.hasSettled = true;
        }
    }

    private Optional<TargetState> targetState(TaskState task, Wire wire) {
        return Registrations.target(task, wire)
                .flatMap(target -> around.balancing().stateOf(wire.targetGroupArn(), target.host, target.port));
    }

    /** All of a revision's tasks that have not stopped. */
    Stream<TaskState> tasks(ServiceState service, RevisionState revision) {
        return service.tasks.stream().filter(task -> task.isOf(revision));
    }

    /** Whether exactly the tasks are there that the service is to have, and all of them are well. */
    boolean isSteady(ServiceState service) {
        return service.desiredCount
                        == service.tasks.stream().filter(TaskState::isWanted).count()
                && service.tasks.stream().allMatch(task -> task.isStopped() || (task.isWanted() && isHealthy(task)))
                && service.activeRevisions().stream()
                        .allMatch(revision -> tasks(service, revision).count() == revision.wanted);
    }
}
