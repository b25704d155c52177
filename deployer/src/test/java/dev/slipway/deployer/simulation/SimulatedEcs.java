package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.ContinueServiceDeployment;
import dev.slipway.sandbox.model.ecs.DescribeServiceDeployments;
import dev.slipway.sandbox.model.ecs.DescribeServiceRevisions;
import dev.slipway.sandbox.model.ecs.DescribeServices;
import dev.slipway.sandbox.model.ecs.DescribeTaskDefinition;
import dev.slipway.sandbox.model.ecs.DescribeTasks;
import dev.slipway.sandbox.model.ecs.ListServiceDeployments;
import dev.slipway.sandbox.model.ecs.ListTaskDefinitions;
import dev.slipway.sandbox.model.ecs.ListTasks;
import dev.slipway.sandbox.model.ecs.RegisterTaskDefinition;
import dev.slipway.sandbox.model.ecs.ServiceDeploymentBrief;
import dev.slipway.sandbox.model.ecs.StopServiceDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** ECS as one process sees it. */
record SimulatedEcs(SimulatedProcess process, Stage stage) implements Ecs {
    @Override
    public List<ServiceView> describeServices(String cluster, List<String> services) {
        return unlessGone(() -> process.read("ecs:DescribeServices " + services, () -> {
            var views = stage.aws().call(new DescribeServices(cluster, services, List.of())).services().stream()
                    .map(Views::service)
                    .toList();
            stage.watch().see(new Step.ServicesRead(stage.schedule().running().name(), views));
            return views;
        }));
    }

    /** A cluster or service that does not exist has nothing in it. */
    private static <T> List<T> unlessGone(Supplier<List<T>> read) {
        try {
            return read.get();
        } catch (PortFailure failure) {
            if (failure.kind() == PortFailure.Kind.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
    }

    @Override
    public List<String> listServiceDeployments(String cluster, String service) {
        var call = new ListServiceDeployments(service, cluster, List.of(), null, null, 20);
        return unlessGone(() -> process.read(
                "ecs:ListServiceDeployments " + service,
                () -> stage.aws().call(call).serviceDeployments().stream()
                        .map(ServiceDeploymentBrief::serviceDeploymentArn)
                        .toList()));
    }

    @Override
    public List<DeploymentView> describeServiceDeployments(List<String> arns) {
        return process.read("ecs:DescribeServiceDeployments " + arns, () -> {
            var views = stage.aws().call(new DescribeServiceDeployments(arns)).serviceDeployments().stream()
                    .map(Views::deployment)
                    .map(this::asShown)
                    .toList();
            stage.watch()
                    .see(new Step.DeploymentsRead(stage.schedule().running().name(), views));
            return views;
        });
    }

    /** ECS's answers are eventually consistent: a hook that waits may be missing in one of them. */
    private DeploymentView asShown(DeploymentView view) {
        Instant now = stage.schedule().now();
        if (view.awaiting().isEmpty()
                || stage.faults().strike(Fault.Where.HOOK, now).isEmpty()) {
            return view;
        }
        String who = stage.schedule().running().name();
        stage.trace()
                .note(
                        now,
                        who,
                        "the answer meets HOOK_UNSEEN #" + stage.faults().latest());
        return new DeploymentView(
                view.arn(),
                view.status(),
                view.statusReason(),
                view.lifecycleStage(),
                view.createdAt(),
                view.targetRevisionArn(),
                view.sourceRevisionArns(),
                List.of(),
                view.rollbackRevisionArn(),
                view.finishedAt());
    }

    @Override
    public List<RevisionView> describeServiceRevisions(List<String> arns) {
        return process.read(
                "ecs:DescribeServiceRevisions " + arns,
                () -> stage.aws().call(new DescribeServiceRevisions(arns)).serviceRevisions().stream()
                        .map(Views::revision)
                        .toList());
    }

    @Override
    public Optional<TaskDefinition> describeTaskDefinition(String taskDefinition) {
        return process.read("ecs:DescribeTaskDefinition " + taskDefinition, () -> {
            try {
                var found = stage.aws().call(new DescribeTaskDefinition(taskDefinition, List.of("TAGS")));
                SortedMap<String, String> tags = new TreeMap<>();
                found.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
                return Optional.of(Views.taskDefinition(found.taskDefinition(), tags));
            } catch (AwsRefusal none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<String> listTaskDefinitions(String family) {
        var call = new ListTaskDefinitions(family, "ACTIVE", "DESC", null, 100);
        return process.read(
                "ecs:ListTaskDefinitions " + family,
                () -> stage.aws().call(call).taskDefinitionArns());
    }

    @Override
    public Sent<String> registerTaskDefinition(
            ObjectNode definition, SortedMap<String, String> tags, Instant actBefore) {
        ObjectNode request = definition.deepCopy();
        var list = request.putArray("tags");
        tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        String what = "ecs:RegisterTaskDefinition " + tags;
        return process.effect(what, actBefore, () -> {
            String arn = stage.aws()
                    .call(new RegisterTaskDefinition(request))
                    .taskDefinition()
                    .path("taskDefinitionArn")
                    .asText();
            stage.watch().see(new Step.Registered(arn, definition, tags));
            return arn;
        });
    }

    @Override
    public Sent<Void> updateService(StartDeployment start, Instant actBefore) {
        String what = "ecs:UpdateService " + start.taskDefinitionArn();
        var sent = new Step.ServiceUpdateSent(stage.schedule().running().name(), start);
        if (stage.faults().strike(Fault.Where.START, stage.schedule().now()).isPresent()) {
            // What the caller knew counts when it is sent; what becomes of it is AWS's doing.
            return done(
                    process.effectMuchLater(what, actBefore, () -> stage.watch().see(sent), () -> {
                        stage.noteLateStart();
                        return update(start);
                    }));
        }
        return done(process.effect(what, actBefore, () -> {
            stage.watch().see(sent);
            return update(start);
        }));
    }

    private String update(StartDeployment start) {
        return stage.aws().call(Views.updateService(start)).service().taskDefinition();
    }

    @Override
    public Sent<Void> continueServiceDeployment(
            String deploymentArn, String hookId, HookAction action, Instant actBefore) {
        var call = new ContinueServiceDeployment(deploymentArn, hookId, action.name());
        String what = "ecs:ContinueServiceDeployment " + action + " " + deploymentArn + " " + hookId;
        return done(process.effect(what, actBefore, () -> {
            stage.watch().see(new Step.HookAnswered(deploymentArn, hookId, action));
            return stage.aws().call(call).serviceDeploymentArn();
        }));
    }

    @Override
    public Sent<Void> stopServiceDeployment(String deploymentArn, Instant actBefore) {
        var call = new StopServiceDeployment(deploymentArn, "ROLLBACK");
        return done(process.effect("ecs:StopServiceDeployment " + deploymentArn, actBefore, () -> {
            stage.watch().see(new Step.StopSent(deploymentArn));
            return stage.aws().call(call).serviceDeploymentArn();
        }));
    }

    @Override
    public List<String> listTasks(String cluster, String service, boolean stopped) {
        return process.read("ecs:ListTasks " + service, () -> {
            var arns = new ArrayList<String>();
            String next = null;
            do {
                String desired = stopped ? "STOPPED" : "RUNNING";
                var page = stage.aws().call(new ListTasks(cluster, null, next, 100, null, service, desired, null));
                arns.addAll(page.taskArns());
                next = page.nextToken();
            } while (next != null);
            return arns;
        });
    }

    @Override
    public List<TaskView> describeTasks(String cluster, List<String> arns) {
        return process.read("ecs:DescribeTasks " + arns.size(), () -> {
            var tasks = new ArrayList<TaskView>();
            for (int from = 0; from < arns.size(); from += 100) {
                List<String> some = arns.subList(from, Math.min(arns.size(), from + 100));
                stage.aws().call(new DescribeTasks(cluster, some, List.of())).tasks().stream()
                        .map(Views::task)
                        .forEach(tasks::add);
            }
            return tasks;
        });
    }

    @SuppressWarnings("NullAway") // a call that is answered with nothing is done with null, as the port's type says
    private static Sent<Void> done(Sent<String> sent) {
        return sent instanceof Sent.Done<String> ? new Sent.Done<>(null) : new Sent.TooLate<>();
    }
}
