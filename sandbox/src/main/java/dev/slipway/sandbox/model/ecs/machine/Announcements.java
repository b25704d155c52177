package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsVariant.HookEvents;
import dev.slipway.sandbox.model.ecs.ServiceEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What ECS tells the event bus, in the shapes of docs/aws.md, Events, and a service's own event stream. */
final class Announcements {
    private final Surroundings around;

    Announcements(Surroundings around) {
        this.around = around;
    }

    /** {@code ECS Hook State Change}. */
    void hook(DeploymentState deployment, HookVisit visit, String eventName, Instant now) {
        var detail = detail(
                eventName.equals("HOOK_FAILED") || eventName.equals("HOOK_TIMED_OUT") ? "ERROR" : "INFO", eventName);
        detail.put("hookId", visit.id);
        detail.put("hookType", "PAUSE");
        // The event's field is a plain string and names the hook's own stage (docs/aws.md, Stages).
        detail.put("lifecycleStage", visit.stage.name());
        detail.put("expiresAt", second(visit.expiresAt));
        detail.put("clusterArn", deployment.service.cluster.arn);
        detail.put("serviceArn", deployment.service.arn);
        detail.put("serviceDeploymentArn", deployment.arn);
        detail.put("updatedAt", now.toString());
        var resources = around.variant().hookEventResources() ? List.of(deployment.arn) : List.<String>of();
        int times = around.variant().hookEvents() == HookEvents.TWICE
                ? 2
                : around.variant().hookEvents() == HookEvents.ONCE ? 1 : 0;
        for (int i = 0; i < times; i++) {
            around.events().put("aws.ecs", "ECS Hook State Change", resources, detail.deepCopy(), now);
        }
    }

    /** {@code ECS Deployment State Change}. */
    void deployment(DeploymentState deployment, String eventName, String reason, Instant now) {
        var detail = detail(eventName.equals("SERVICE_DEPLOYMENT_FAILED") ? "ERROR" : "INFO", eventName);
        detail.put("clusterArn", deployment.service.cluster.arn);
        detail.put("deploymentId", deployment.target.classicId);
        detail.put("updatedAt", millisecond(now));
        detail.put("reason", reason);
        around.events().put("aws.ecs", "ECS Deployment State Change", List.of(deployment.service.arn), detail, now);
    }

    /** {@code ECS Service Action}. */
    void action(ServiceState service, String eventType, String eventName, Instant now) {
        var detail = detail(eventType, eventName);
        detail.put("clusterArn", service.cluster.arn);
        detail.put("createdAt", millisecond(now));
        around.events().put("aws.ecs", "ECS Service Action", List.of(service.arn), detail, now);
    }

    /** {@code ECS Task State Change}: nearly what DescribeTasks shows. */
    void task(TaskState task, Instant now) {
        var detail = JsonNodeFactory.instance.objectNode();
        detail.put("clusterArn", task.cluster.arn);
        detail.put("taskArn", task.arn);
        detail.put("taskDefinitionArn", task.revision.taskDefinition.arn);
        detail.put("group", task.group);
        if (!task.revision.classicId.isEmpty()) {
            detail.put("startedBy", task.revision.classicId);
        }
        detail.put("launchType", "FARGATE");
        detail.put("platformVersion", "1.4.0");
        detail.put("lastStatus", task.lastStatus);
        detail.put("desiredStatus", task.desiredStatus);
        if (task.stopCode != null) {
            detail.put("stopCode", task.stopCode);
        }
        if (task.stoppedReason != null) {
            detail.put("stoppedReason", task.stoppedReason);
        }
        var containers = detail.putArray("containers");
        task.containers.forEach(container -> containers.add(shown(container)));
        detail.put("createdAt", millisecond(task.createdAt));
        if (task.startedAt != null) {
            detail.put("startedAt", millisecond(task.startedAt));
        }
        if (task.stoppedAt != null) {
            detail.put("stoppedAt", millisecond(task.stoppedAt));
        }
        detail.put("updatedAt", millisecond(now));
        detail.put("version", task.version);
        around.events().put("aws.ecs", "ECS Task State Change", List.of(task.arn), detail, now);
    }

    private static ObjectNode shown(TaskState.ContainerState container) {
        var shown = JsonNodeFactory.instance.objectNode();
        shown.put("containerArn", container.arn);
        shown.put("name", container.name);
        shown.put("lastStatus", container.lastStatus);
        shown.put("image", container.image);
        if (container.digest != null) {
            shown.put("imageDigest", container.digest);
        }
        if (container.runtimeId != null) {
            shown.put("runtimeId", container.runtimeId);
        }
        if (container.exitCode != null) {
            shown.put("exitCode", container.exitCode);
        }
        if (container.reason != null) {
            shown.put("reason", container.reason);
        }
        return shown;
    }

    /** A line of the service's event stream, of which the last hundred are kept. */
    void say(ServiceState service, String message, Instant now) {
        service.events.addFirst(
                new ServiceEvent(around.ids().uuid(), now, "(service " + service.name + ") " + message));
        while (service.events.size() > ServiceState.EVENTS_KEPT) {
            service.events.removeLast();
        }
    }

    private static ObjectNode detail(String eventType, String eventName) {
        var detail = JsonNodeFactory.instance.objectNode();
        detail.put("eventType", eventType);
        detail.put("eventName", eventName);
        return detail;
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String millisecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
