package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda.Appointment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task and its containers. */
final class TaskState {
    final String arn;
    final String id;
    final ServiceState service;
    final RevisionState revision;
    final Instant createdAt;
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

    TaskState(String arn, String attachmentId, ServiceState service, RevisionState revision, Instant createdAt) {
        this.arn = arn;
        this.id = arn.substring(arn.lastIndexOf('/') + 1);
        this.attachmentId = attachmentId;
        this.service = service;
        this.revision = revision;
        this.createdAt = createdAt;
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
