package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.Tasks;
import dev.slipway.sandbox.model.ecs.ContainerOverride;
import dev.slipway.sandbox.model.ecs.DescribeServices;
import dev.slipway.sandbox.model.ecs.ListTasks;
import dev.slipway.sandbox.model.ecs.RunTask;
import dev.slipway.sandbox.model.ecs.Service;
import dev.slipway.sandbox.model.ecs.StopTask;
import dev.slipway.sandbox.model.ecs.TaskOverride;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks without a service, as one process sees them. */
record OnTasks(SimulatedProcess process, Stage stage) implements Tasks {
    @Override
    public Optional<Placement> placement(String cluster, String service) {
        var call = new DescribeServices(cluster, List.of(service), List.of());
        return process.read(
                "ecs:DescribeServices " + service,
                () -> stage.aws().call(call).services().stream().findFirst().map(OnTasks::placement));
    }

    private static Placement placement(Service service) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        if (service.launchType() != null) {
            settings.put("launchType", service.launchType());
        }
        if (service.networkConfiguration() != null) {
            settings.set("networkConfiguration", service.networkConfiguration());
        }
        return new Placement(settings);
    }

    @Override
    public Sent<Void> run(Start start, Instant actBefore) {
        ObjectNode settings = start.placement().settings();
        var overrides = new TaskOverride(List.of(new ContainerOverride(start.container(), start.command(), List.of())));
        var call = new RunTask(
                start.cluster(),
                start.taskDefinitionArn(),
                1,
                start.name(),
                null,
                start.name(),
                textOrNull(settings, "launchType"),
                null,
                null,
                settings.get("networkConfiguration"),
                overrides,
                List.of());
        return done(process.effect(
                "ecs:RunTask " + start.name(), actBefore, () -> stage.aws().call(call)));
    }

    private static @Nullable String textOrNull(ObjectNode from, String member) {
        return from.has(member) ? from.path(member).asText() : null;
    }

    @Override
    public List<String> running(String cluster, String name) {
        var call = new ListTasks(cluster, null, null, null, name, null, null, null);
        return process.read(
                "ecs:ListTasks " + name, () -> stage.aws().call(call).taskArns());
    }

    @Override
    public List<String> stopped(String cluster, String family) {
        var call = new ListTasks(cluster, family, null, 100, null, null, "STOPPED", null);
        return process.read(
                "ecs:ListTasks " + family, () -> stage.aws().call(call).taskArns());
    }

    @Override
    public Sent<Void> stop(String cluster, String taskArn, String reason, Instant actBefore) {
        var call = new StopTask(cluster, taskArn, reason);
        return done(process.effect(
                "ecs:StopTask " + taskArn, actBefore, () -> stage.aws().call(call)));
    }

    private static Sent<Void> done(Sent<?> sent) {
        return sent instanceof Sent.Done<?> ? Sent.done() : new Sent.TooLate<>();
    }
}
