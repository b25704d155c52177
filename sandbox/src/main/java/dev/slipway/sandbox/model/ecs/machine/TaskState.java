package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda.Appointment;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.TaskOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task and its containers. */
final class TaskState {
    final String arn;
    final String id;
    final ClusterState cluster;
    /** Absent if somebody ran it by itself. */
    final @Nullable ServiceState service;

    final RevisionState revision;
    final Instant createdAt;
    final String group;
    /** With the values of their secrets from when they are ordered to start. */
    List<ContainerSpec> specs;

    final List<ContainerState> containers = new ArrayList<>();
    final String attachmentId;

    String lastStatus = "PROVISIONING";
    String desiredStatus = "RUNNING";

    @Nullable
    Instant startedAt;

    @Nullable
    Instant stoppingAt;

    @Nullable
    Instant executionStoppedAt;

    @Nullable
    Instant stoppedAt;

    @Nullable
    String stopCode;

    @Nullable
    String stoppedReason;

    long version = 1;
    boolean isRegistered;
    boolean wasHealthy;
    /** It has run for long enough to count as healthy, if nobody tells. */
    boolean hasSettled;

    @Nullable
    Appointment next;

    @Nullable
    TaskOverride overrides;

    private TaskState(
            String arn,
            String attachmentId,
            ClusterState cluster,
            @Nullable ServiceState service,
            String group,
            RevisionState revision,
            List<ContainerSpec> specs,
            Instant createdAt) {
        this.arn = arn;
        this.id = arn.substring(arn.lastIndexOf('/') + 1);
        this.attachmentId = attachmentId;
        this.cluster = cluster;
        this.service = service;
        this.group = group;
        this.specs = specs;
        this.revision = revision;
        this.createdAt = createdAt;
    }

    static TaskState of(
            ServiceState service,
            RevisionState revision,
            List<ContainerSpec> specs,
            String arn,
            String attachmentId,
            Instant now) {
        return new TaskState(
                arn, attachmentId, service.cluster, service, "service:" + service.name, revision, specs, now);
    }

    /** One that belongs to no service. */
    static TaskState alone(
            ClusterState cluster,
            String group,
            RevisionState revision,
            @Nullable TaskOverride overrides,
            List<ContainerSpec> specs,
            String arn,
            String attachmentId,
            Instant now) {
        var task = new TaskState(arn, attachmentId, cluster, null, group, revision, specs, now);
        task.overrides = overrides;
        return task;
    }

    /** Of those that a service runs. */
    ServiceState service() {
        return Objects.requireNonNull(service, "a service's task");
    }

    boolean isOf(RevisionState other) {
        return revision == other && !isStopped();
    }

    /** Whether it is to run, whatever it does now. */
    boolean isWanted() {
        return desiredStatus.equals("RUNNING");
    }

    boolean isRunning() {
        return lastStatus.equals("RUNNING");
    }

    boolean isStopped() {
        return lastStatus.equals("STOPPED");
    }

    /**
     * That of its essential containers: the worst of them, where one that nobody checks is UNKNOWN
     * (docs/aws.md, Tasks [hc]).
     */
    String healthStatus() {
        var essential =
                essentialContainers().map(container -> container.healthStatus).toList();
        return essential.contains("UNHEALTHY") ? "UNHEALTHY" : essential.contains("UNKNOWN") ? "UNKNOWN" : "HEALTHY";
    }

    /** Whether an essential container has a health check. */
    boolean isChecked() {
        return essentialContainers().anyMatch(container -> container.isChecked);
    }

    /** Whether all essential containers that have a health check have passed it. */
    boolean passesChecks() {
        return essentialContainers().noneMatch(container -> container.isChecked && !container.isHealthy());
    }

    /** Takes note of what a container does; answers whether it runs or has stopped since. */
    boolean learn(ContainerChanged report) {
        boolean moved = false;
        for (ContainerState container : containers) {
            if (container.name.equals(report.name())) {
                moved |= !container.lastStatus.equals(report.lastStatus());
                container.lastStatus = report.lastStatus();
                container.healthStatus = report.healthStatus();
                container.exitCode = report.exitCode();
                container.reason = report.reason().isEmpty() ? null : report.reason();
            }
        }
        return moved;
    }

    private Stream<ContainerState> essentialContainers() {
        return containers.stream().filter(container -> container.isEssential);
    }

    /** One of a task's containers. */
    static final class ContainerState {
        final String name;
        final String arn;
        final String image;
        final @Nullable String digest;
        final boolean isEssential;
        final boolean isChecked;
        String lastStatus = "PENDING";
        String healthStatus = "UNKNOWN";
        String host = "";
        int port;
        int containerPort;

        @Nullable
        String runtimeId;

        @Nullable
        Integer exitCode;

        @Nullable
        String reason;

        ContainerState(ContainerSpec spec, String arn, @Nullable String digest) {
            this.name = spec.name();
            this.arn = arn;
            this.image = spec.image();
            this.digest = digest;
            this.containerPort = spec.containerPort();
            this.isEssential = spec.essential();
            this.isChecked = spec.healthCheck().isPresent();
        }

        boolean isHealthy() {
            return healthStatus.equals("HEALTHY");
        }
    }
}
