package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.CommandVerdict;
import dev.slipway.deployer.release.Facts;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the task stands that runs a gate's command. Its end is kept as evidence before anybody acts on it: ECS forgets it. */
final class CommandReader {
    private static final Comparator<TaskView> OLDEST_FIRST =
            Comparator.comparing(task -> task.createdAt().orElse(Instant.MAX));

    private final Ports ports;
    private final Codec codec;

    CommandReader(Ports ports, Codec codec) {
        this.ports = ports;
        this.codec = codec;
    }

    /** Empty if ECS shows no task of this name, which proves nothing. */
    Optional<Facts.CommandRun> read(ServiceSpec spec, Release release, AtGate state) {
        TaskSpec command = spec.gate(state.visit().gate()).orElseThrow().task().orElseThrow();
        String definition = state.pin().taskDefinitionArn();
        String name = state.visit().commandName(release.id());
        Optional<TaskView> found = described(spec, ports.tasks().running(spec.cluster(), name), name)
                .or(() -> described(spec, ports.tasks().stopped(spec.cluster(), family(definition)), name));
        return found.map(task -> new Facts.CommandRun(
                task.arn(),
                task.createdAt().orElseGet(() -> state.since()),
                task.startedAt(),
                task.lastStatus().equals("STOPPED")
                        ? Optional.of(ended(spec, release, state.visit(), command, task))
                        : Optional.empty()));
    }

    private Optional<TaskView> described(ServiceSpec spec, List<String> arns, String name) {
        return arns.isEmpty()
                ? Optional.empty()
                : ports.ecs().describeTasks(spec.cluster(), arns).stream()
                        .filter(task -> task.startedBy().equals(Optional.of(name)))
                        .min(OLDEST_FIRST);
    }

    private Facts.Report ended(ServiceSpec spec, Release release, GateVisit visit, TaskSpec command, TaskView task) {
        Optional<ObjectNode> log = log(command, task);
        String where = log.map(one -> "'" + one.path("group").asText() + "', stream '"
                        + one.path("stream").asText() + "'")
                .orElse("");
        Facts.Report report = CommandVerdict.of(command, task, where);
        var body = (ObjectNode) codec.tree(codec.write(task));
        log.ifPresent(one -> body.set("log", one));
        var kept = new GateRun.Report(
                report.verdict().name(), report.summary(), ports.clock().now(), body);
        ports.journal()
                .put(
                        new Item(
                                Keys.service(spec.name()),
                                Keys.report(release.id(), visit.key(), visit.run()),
                                codec.write(kept),
                                0,
                                "",
                                Optional.empty()),
                        new Condition.Absent());
        return report;
    }

    /** Where the command wrote to, if its container logs to CloudWatch; the stream is called as ECS's agent calls it. */
    private Optional<ObjectNode> log(TaskSpec command, TaskView task) {
        JsonNode containers = ports.ecs()
                .describeTaskDefinition(task.taskDefinitionArn())
                .map(Ecs.TaskDefinition::content)
                .map(content -> content.path("containerDefinitions"))
                .orElseThrow(() -> new IllegalStateException("a task without task definition: " + task.arn()));
        for (JsonNode container : containers) {
            JsonNode options = container.path("logConfiguration").path("options");
            String prefix = options.path("awslogs-stream-prefix").asText();
            if (container.path("name").asText().equals(command.container()) && !prefix.isEmpty()) {
                String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
                return Optional.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("group", options.path("awslogs-group").asText())
                        .put("region", options.path("awslogs-region").asText())
                        .put("stream", prefix + "/" + command.container() + "/" + id));
            }
        }
        return Optional.empty();
    }

    /** Of an ARN such as {@code …:task-definition/shop:7}. */
    private static String family(String taskDefinitionArn) {
        String name = taskDefinitionArn.substring(taskDefinitionArn.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf(':'));
    }
}
