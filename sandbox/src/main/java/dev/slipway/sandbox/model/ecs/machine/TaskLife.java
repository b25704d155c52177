package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.AwsVariant.ImageDigest;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.ImageResolver.Resolved;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import dev.slipway.sandbox.model.ecs.TaskOverride;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.sandbox.model.ecs.machine.TaskState.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task's life: PROVISIONING, PENDING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, forgotten. */
final class TaskLife {
    /** For how long ECS tells of a stopped task. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** How long beyond its grace a runner may take to report an end before the task is given up. */
    private static final Duration RUNNER_PATIENCE = Duration.ofMinutes(2);

    private final Surroundings around;
    private final Announcements announcements;
    private final Attention attention;
    private final Failures failures;
    private final Registrations registrations;
    private final Map<String, TaskState> byArn = new LinkedHashMap<>();

    TaskLife(Surroundings around, Announcements announcements, Attention attention) {
        this.around = around;
        this.announcements = announcements;
        this.attention = attention;
        this.failures = new Failures(around, announcements, attention);
        this.registrations = new Registrations(around, announcements);
    }

    /** Says who counts tasks that fail. */
    void whenFailed(BiConsumer<TaskState, Instant> counter) {
        failures.whenFailed(counter);
    }

    Optional<TaskState> find(String arnOrId) {
        return Optional.ofNullable(byArn.get(arnOrId))
                .or(() -> byArn.values().stream()
                        .filter(task -> task.id.equals(arnOrId))
                        .findFirst());
    }

    TaskState start(ServiceState service, RevisionState revision, Instant now) {
        var task = TaskState.of(
                service,
                revision,
                ContainerSpecs.of(revision, around.pace()),
                newArn(service.cluster),
                around.ids().uuid(),
                now);
        service.tasks.add(task);
        return begin(task, now);
    }

    /** Runs one that belongs to no service. */
    TaskState startAlone(
            ClusterState cluster, String group, RevisionState revision, @Nullable TaskOverride overrides, Instant now) {
        var task = TaskState.alone(
                cluster,
                group,
                revision,
                overrides,
                ContainerSpecs.of(revision, overrides, around.pace()),
                newArn(cluster),
                around.ids().uuid(),
                now);
        cluster.tasks.add(task);
        return begin(task, now);
    }

    private String newArn(ClusterState cluster) {
        return around.arn("task/" + cluster.name + "/" + around.ids().hex(32));
    }

    private TaskState begin(TaskState task, Instant now) {
        for (ContainerSpec spec : task.specs) {
            Resolved image = task.revision.images.get(spec.name());
            task.containers.add(new ContainerState(
                    spec,
                    around.arn("container/" + task.cluster.name + "/" + task.id + "/"
                            + around.ids().uuid()),
                    image == null ? null : shown(image)));
        }
        byArn.put(task.arn, task);
        task.next = around.agenda().at(now.plus(around.timing().provision()), then -> order(task, then));
        announcements.task(task, now);
        return task;
    }

    private String shown(Resolved image) {
        return around.variant().imageDigest() == ImageDigest.OF_THE_INDEX ? image.digest() : image.platformDigest();
    }

    private void order(TaskState task, Instant now) {
        List<String> missing = Secrets.missing(task.revision.taskDefinition.tree, around.parameters());
        if (!missing.isEmpty()) {
            task.stopCode = "TaskFailedToStart";
            task.stoppedReason = Secrets.reason(missing);
            failures.count(task, now);
            ended(task, now);
            failures.tell(task, now);
            return;
        }
        task.specs = Secrets.filled(task.specs, task.revision.taskDefinition.tree, around.parameters());
        around.outbox().add(new StartTask(task.arn, task.specs));
        become(task, "PENDING", now);
    }

    Acknowledged started(TaskStarted report, Instant now) {
        TaskState task = byArn.get(report.taskArn());
        if (task == null || !task.lastStatus.equals("PENDING")) {
            return new Acknowledged();
        }
        for (TaskStarted.Container running : report.containers()) {
            task.containers.stream()
                    .filter(container -> container.name.equals(running.name()))
                    .forEach(container -> {
                        container.host = running.host();
                        container.port = running.port();
                        container.runtimeId = running.runtimeId();
                    });
        }
        task.containers.stream()
                .filter(container -> !container.lastStatus.equals("STOPPED"))
                .forEach(container -> container.lastStatus = "RUNNING");
        task.startedAt = now;
        task.revision.failedStarts = 0;
        become(task, "RUNNING", now);
        registrations.register(task, now);
        return new Acknowledged();
    }

    /**
     * A container is news while its task goes on. That it runs or has stopped is an event, how it is is not: "task state
     * change events don't provide health" (docs/aws.md, Events [task-ev]).
     */
    Acknowledged changed(ContainerChanged report, Instant now) {
        TaskState task = byArn.get(report.taskArn());
        if (task == null || task.isStopped() || task.lastStatus.equals("DEPROVISIONING")) {
            return new Acknowledged();
        }
        boolean moved = task.learn(report);
        if (moved) {
            task.version++;
            announcements.task(task, now);
        }
        if (task.service != null) {
            attention.to(task.service, now);
        }
        return new Acknowledged();
    }

    Acknowledged exited(TaskExited report, Instant now) {
        TaskState task = byArn.get(report.taskArn());
        if (task == null || task.isStopped() || task.lastStatus.equals("DEPROVISIONING")) {
            return new Acknowledged();
        }
        for (TaskExited.Container ended : report.containers()) {
            task.containers.stream()
                    .filter(container -> container.name.equals(ended.name()))
                    .forEach(container -> {
                        container.exitCode = ended.exitCode();
                        container.reason = ended.reason().isEmpty() ? null : ended.reason();
                    });
        }
        boolean failed = task.isWanted();
        if (failed) {
            boolean ran = task.startedAt != null;
            task.stopCode = ran ? "EssentialContainerExited" : "TaskFailedToStart";
            task.stoppedReason = report.reason().isEmpty() ? "Essential container in task exited" : report.reason();
        }
        if (failed) {
            failures.count(task, now);
        }
        registrations.deregister(task, now);
        ended(task, now);
        if (failed) {
            failures.tell(task, now);
        }
        return new Acknowledged();
    }

    /** What a task ran on is gone: it is over at once, and nobody is to blame. */
    Acknowledged lost(TaskLost report, Instant now) {
        TaskState task = byArn.get(report.taskArn());
        if (task == null || task.isStopped() || task.lastStatus.equals("DEPROVISIONING")) {
            return new Acknowledged();
        }
        if (task.isWanted()) {
            task.stopCode = "TerminationNotice";
            task.stoppedReason = report.reason();
        }
        registrations.deregister(task, now);
        ended(task, now);
        return new Acknowledged();
    }

    /** Stops a task that is not to blame. */
    void stop(TaskState task, String stopCode, String reason, Instant now) {
        if (!task.isWanted()) {
            return;
        }
        task.desiredStatus = "STOPPED";
        task.stopCode = stopCode;
        task.stoppedReason = reason;
        task.stoppingAt = now;
        if (task.lastStatus.equals("PROVISIONING")) {
            stopped(task, now);
            return;
        }
        Duration drain = registrations.deregister(task, now);
        if (drain.isZero()) {
            halt(task, now);
        } else {
            schedule(task, now.plus(drain), then -> halt(task, then));
            become(task, "DEACTIVATING", now);
        }
    }

    /** Stops a task that is to blame. */
    void fail(TaskState task, String stopCode, String reason, Instant now) {
        failures.count(task, now);
        stop(task, stopCode, reason, now);
        failures.tell(task, now);
    }

    private void halt(TaskState task, Instant now) {
        Duration grace = task.specs.stream()
                .map(ContainerSpec::stopTimeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        around.outbox().add(new StopTask(task.arn, grace));
        // Those that others depend on are told to stop when the others have.
        boolean inTurns = task.specs.stream().anyMatch(spec -> !spec.dependsOn().isEmpty());
        Duration all = grace.multipliedBy(inTurns ? task.specs.size() : 1);
        schedule(task, now.plus(all).plus(RUNNER_PATIENCE), then -> ended(task, then));
        become(task, "STOPPING", now);
    }

    private void ended(TaskState task, Instant now) {
        task.desiredStatus = "STOPPED";
        task.stoppingAt = task.stoppingAt == null ? now : task.stoppingAt;
        task.executionStoppedAt = now;
        task.containers.forEach(container -> container.lastStatus = "STOPPED");
        schedule(task, now.plus(around.timing().deprovision()), then -> stopped(task, then));
        become(task, "DEPROVISIONING", now);
    }

    private void stopped(TaskState task, Instant now) {
        task.stoppedAt = now;
        task.containers.forEach(container -> container.lastStatus = "STOPPED");
        schedule(task, now.plus(around.pace().of(REMEMBERED)), then -> forget(task));
        become(task, "STOPPED", now);
    }

    private void forget(TaskState task) {
        byArn.remove(task.arn);
        (task.service == null ? task.cluster.tasks : task.service.tasks).remove(task);
    }

    private void schedule(TaskState task, Instant due, Consumer<Instant> what) {
        if (task.next != null) {
            task.next.cancel();
        }
        task.next = around.agenda().at(due, what);
    }

    private void become(TaskState task, String status, Instant now) {
        task.lastStatus = status;
        task.version++;
        announcements.task(task, now);
        if (task.service != null) {
            attention.to(task.service, now);
        }
    }

    /** What ECS shows for a digest of a revision's container; absent if it could not be resolved. */
    @Nullable
    String digest(RevisionState revision, String container) {
        Resolved image = revision.images.get(container);
        return image == null ? null : shown(image);
    }
}
