package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda.Appointment;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.ecs.TaskOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    final List<ContainerSpec> specs;
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

    static TaskState of(ServiceState service, RevisionState revision, String arn, String attachmentId, Instant now) {
        List<ContainerSpec> specs = ContainerSpecs.of(revision);
        return new TaskState(
                arn, attachmentId, service.cluster, service, "service:" + service.name, revision, specs, now);
    }

    /** One that belongs to no service. */
    static TaskState alone(
            ClusterState cluster,
            String group,
            RevisionState revision,
            @Nullable TaskOverride overrides,
            String arn,
            String attachmentId,
            Instant now) {
        List<ContainerSpec> specs = ContainerSpecs.of(revision, overrides);
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

    /** One of a task's containers. */
    static final class ContainerState {
        final String name;
        final String arn;
        final String image;
        final @Nullable String digest;
        String lastStatus = "PENDING";
        String host = "";
        int port;
        int containerPort;

        @Nullable
        String runtimeId;

        @Nullable
        Integer exitCode;

        @Nullable
        String reason;

        ContainerState(String name, String arn, String image, @Nullable String digest, int containerPort) {
            this.name = name;
            this.arn = arn;
            this.image = image;
            this.digest = digest;
            this.containerPort = containerPort;
        }
    }
}
