package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.ImageResolver.Resolved;
import dev.slipway.sandbox.model.ecs.LoadBalancer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service revision: what was wanted when a deployment was created, and how many tasks of it are wanted now. */
final class RevisionState {
    final String arn;
    final TaskDefinitionState taskDefinition;
    final List<LoadBalancer> loadBalancers;
    final @Nullable JsonNode networkConfiguration;
    final @Nullable String launchType;
    final @Nullable String platformVersion;
    final Instant createdAt;
    /** The classic deployment's id: {@code ecs-svc/} and a number. */
    final String classicId;
    /** By container; empty until the deployment starts, without an entry for what could not be resolved. */
    final Map<String, Resolved> images = new LinkedHashMap<>();

    /** Empty until the deployment starts. */
    List<Wire> wires = List.of();

    int wanted;
    /** Until one ran well: "then it resets to zero and stops being evaluated" (SDK:Deployment). */
    int failedTasks;

    private boolean hasRunWell;
    /** In a row: tasks that ended before they ran. */
    int failedStarts;

    Instant mayStartAt = Instant.MIN;
    Instant updatedAt;

    /**
     * Of tasks that belong to no service.
     *
     * @param startedBy who says to have started them; empty if nobody does
     */
    RevisionState(TaskDefinitionState taskDefinition, String startedBy, Instant createdAt) {
        this.arn = "";
        this.classicId = startedBy;
        this.taskDefinition = taskDefinition;
        this.loadBalancers = List.of();
        this.networkConfiguration = null;
        this.launchType = null;
        this.platformVersion = null;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    RevisionState(String arn, String classicId, ServiceState service, Instant createdAt) {
        this.arn = arn;
        this.classicId = classicId;
        this.taskDefinition = service.taskDefinition;
        this.loadBalancers = service.loadBalancers;
        this.networkConfiguration = service.networkConfiguration;
        this.launchType = service.launchType;
        this.platformVersion = service.platformVersion;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    void ranWell() {
        hasRunWell = true;
        failedTasks = 0;
    }

    void failed() {
        failedTasks += hasRunWell ? 0 : 1;
    }
}
