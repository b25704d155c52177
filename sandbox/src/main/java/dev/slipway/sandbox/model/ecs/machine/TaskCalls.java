package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.ecs.Attachment;
import dev.slipway.sandbox.model.ecs.Container;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.DescribeTasks;
import dev.slipway.sandbox.model.ecs.Failure;
import dev.slipway.sandbox.model.ecs.KeyValuePair;
import dev.slipway.sandbox.model.ecs.ListTasks;
import dev.slipway.sandbox.model.ecs.NetworkBinding;
import dev.slipway.sandbox.model.ecs.NetworkInterface;
import dev.slipway.sandbox.model.ecs.StopTask;
import dev.slipway.sandbox.model.ecs.Task;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about tasks, and what their runner reports. */
final class TaskCalls {
    private final Surroundings around;
    private final Clusters clusters;
    private final TaskLife life;

    TaskCalls(Surroundings around, Clusters clusters, TaskLife life) {
        this.around = around;
        this.clusters = clusters;
        this.life = life;
    }

    void register(Handlers handlers) {
        handlers.on(ListTasks.class, this::list);
        handlers.on(DescribeTasks.class, this::describe);
        handlers.on(StopTask.class, this::stop);
        handlers.on(TaskStarted.class, life::started);
        handlers.on(ContainerChanged.class, life::changed);
        handlers.on(TaskExited.class, life::exited);
        handlers.on(TaskLost.class, life::lost);
    }

    private ListTasks.Result list(ListTasks call, Instant now) {
        ClusterState cluster = clusters.cluster(call.cluster());
        if (call.serviceName() != null
                && clusters.service(call.cluster(), call.serviceName()).isEmpty()) {
            throw AwsRefusal.client("ServiceNotFoundException", "Service not found.");
        }
        boolean isFiltered = call.family() != null || call.serviceName() != null || call.launchType() != null;
        if (call.startedBy() != null && isFiltered) {
            throw AwsRefusal.client(
                    "InvalidParameterException", "When you specify startedBy as the filter, it must be the only one.");
        }
        String desired = requireNonNullElse(call.desiredStatus(), "RUNNING");
        var arns = cluster.allTasks()
                .filter(task -> call.serviceName() == null || isOf(task, call.serviceName()))
                .filter(task -> task.desiredStatus.equals(desired))
                .filter(task -> call.family() == null || task.revision.taskDefinition.family.equals(call.family()))
                .filter(task -> call.startedBy() == null || task.revision.classicId.equals(call.startedBy()))
                .filter(task -> call.launchType() == null || call.launchType().equals("FARGATE"))
                .map(task -> task.arn)
                .toList();
        var page = Paging.page(arns, call.maxResults(), call.nextToken(), 100);
        return new ListTasks.Result(page.items(), page.next());
    }

    private static boolean isOf(TaskState task, String service) {
        return task.service != null && (task.service.name.equals(service) || task.service.arn.equals(service));
    }

    private DescribeTasks.Result describe(DescribeTasks call, Instant now) {
        ClusterState cluster = clusters.cluster(call.cluster());
        if (call.tasks().isEmpty() || call.tasks().size() > 100) {
            throw AwsRefusal.client(
                    "InvalidParameterException",
                    "tasks must have 1 to 100 items, not " + call.tasks().size() + ".");
        }
        var found = new ArrayList<Task>();
        var failures = new ArrayList<Failure>();
        for (String asked : call.tasks()) {
            life.find(asked)
                    .filter(task -> task.cluster == cluster)
                    .ifPresentOrElse(
                            task -> found.add(shown(task)),
                            () -> failures.add(new Failure(
                                    asked.startsWith("arn:") ? asked : around.arn("task/" + cluster.name + "/" + asked),
                                    "MISSING",
                                    null)));
        }
        return new DescribeTasks.Result(found, failures);
    }

    private StopTask.Result stop(StopTask call, Instant now) {
        clusters.cluster(call.cluster());
        TaskState task = life.find(call.task())
                .orElseThrow(
                        () -> AwsRefusal.client("InvalidParameterException", "The referenced task was not found."));
        life.stop(task, "UserInitiated", requireNonNullElse(call.reason(), "Task stopped by user"), now);
        return new StopTask.Result(shown(task));
    }

    static Task shown(TaskState task) {
        var definition = task.revision.taskDefinition.tree;
        boolean connected = task.startedAt != null && !task.isStopped();
        return new Task(
                task.arn,
                task.cluster.arn,
                task.revision.taskDefinition.arn,
                task.group,
                textOrNull(task.revision.classicId),
                "FARGATE",
                null,
                "1.4.0",
                "Linux",
                null,
                textOrNull(definition.path("cpu").asText("")),
                textOrNull(definition.path("memory").asText("")),
                task.lastStatus,
                task.desiredStatus,
                task.healthStatus(),
                connected ? "CONNECTED" : null,
                task.containers.stream().map(each -> shown(task, each)).toList(),
                attachments(task),
                List.of(),
                task.createdAt,
                task.startedAt,
                task.startedAt,
                task.startedAt,
                task.stoppingAt,
                task.executionStoppedAt,
                task.stoppedAt,
                task.stopCode,
                task.stoppedReason,
                List.of(),
                task.version,
                task.overrides,
                task.service != null && task.service.executeCommand);
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Container shown(TaskState task, TaskState.ContainerState container) {
        // Where AWS gives each task an address of its own, here the port may differ instead: then it is a binding.
        boolean isBound = container.port != 0 && container.port != container.containerPort;
        return new Container(
                container.arn,
                task.arn,
                container.name,
                container.image,
                container.digest,
                container.runtimeId,
                container.lastStatus,
                container.exitCode,
                container.reason,
                isBound
                        ? List.of(new NetworkBinding(container.host, container.containerPort, container.port, "tcp"))
                        : List.of(),
                container.host.isEmpty() ? List.of() : List.of(new NetworkInterface(task.attachmentId, container.host)),
                container.healthStatus);
    }

    private static List<Attachment> attachments(TaskState task) {
        return task.containers.stream()
                .map(container -> container.host)
                .filter(host -> !host.isEmpty())
                .findFirst()
                .map(host -> new Attachment(
                        task.attachmentId,
                        "ElasticNetworkInterface",
                        task.isStopped() ? "DELETED" : "ATTACHED",
                        List.of(new KeyValuePair("privateIPv4Address", host))))
                .stream()
                .toList();
    }
}
