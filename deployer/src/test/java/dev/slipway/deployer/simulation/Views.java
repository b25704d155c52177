package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Ecs.TaskDefinition;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.sandbox.model.ecs.AdvancedConfiguration;
import dev.slipway.sandbox.model.ecs.CanaryConfiguration;
import dev.slipway.sandbox.model.ecs.DeploymentAlarms;
import dev.slipway.sandbox.model.ecs.DeploymentCircuitBreaker;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import dev.slipway.sandbox.model.ecs.DeploymentLifecycleHook;
import dev.slipway.sandbox.model.ecs.DeploymentLifecycleHookDetail;
import dev.slipway.sandbox.model.ecs.HookTimeout;
import dev.slipway.sandbox.model.ecs.LinearConfiguration;
import dev.slipway.sandbox.model.ecs.LoadBalancer;
import dev.slipway.sandbox.model.ecs.Service;
import dev.slipway.sandbox.model.ecs.ServiceCurrentRevisionSummary;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceRevision;
import dev.slipway.sandbox.model.ecs.ServiceRevisionLoadBalancer;
import dev.slipway.sandbox.model.ecs.ServiceRevisionSummary;
import dev.slipway.sandbox.model.ecs.Task;
import dev.slipway.sandbox.model.ecs.UpdateService;
import dev.slipway.sandbox.model.elb.Rule;
import dev.slipway.sandbox.model.elb.TargetHealthDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** AWS's answers as the deployer's ports show them, and its requests as AWS takes them; as the real adapters do. */
final class Views {
    private static final List<String> ANSWERS_ONLY = List.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "tags");

    private Views() {}

    static ServiceView service(Service service) {
        return new ServiceView(
                service.serviceArn(),
                service.serviceName(),
                service.status(),
                service.deploymentController().type(),
                service.desiredCount(),
                service.taskDefinition(),
                Optional.ofNullable(service.currentServiceDeployment()),
                service.currentServiceRevisions().stream()
                        .map(ServiceCurrentRevisionSummary::arn)
                        .toList(),
                service.loadBalancers().stream()
                        .map(wiring -> loadBalancer(wiring, List.of()))
                        .toList(),
                Optional.ofNullable(service.deploymentConfiguration().lifecycleHooks())
                        .map(List::size)
                        .orElse(0),
                service.createdAt());
    }

    static DeploymentView deployment(ServiceDeployment deployment) {
        return new DeploymentView(
                deployment.serviceDeploymentArn(),
                DeploymentStatus.parse(deployment.status()),
                Optional.ofNullable(deployment.statusReason()),
                Optional.ofNullable(deployment.lifecycleStage()),
                deployment.createdAt(),
                Optional.of(deployment.targetServiceRevision().arn()),
                deployment.sourceServiceRevisions().stream()
                        .map(ServiceRevisionSummary::arn)
                        .toList(),
                deployment.lifecycleHookDetails().stream()
                        .filter(hook -> hook.targetType().equals("PAUSE"))
                        .map(Views::hook)
                        .toList(),
                Optional.ofNullable(deployment.rollback())
                        .flatMap(rollback -> Optional.ofNullable(rollback.serviceRevisionArn())),
                Optional.ofNullable(deployment.finishedAt()).or(() -> Optional.ofNullable(deployment.stoppedAt())));
    }

    private static DeploymentView.HookView hook(DeploymentLifecycleHookDetail hook) {
        return new DeploymentView.HookView(hook.hookId(), hook.status(), Optional.ofNullable(hook.expiresAt()));
    }

    static RevisionView revision(ServiceRevision revision) {
        var images = revision.containerImages().stream()
                .map(image -> new RevisionView.ContainerImage(
                        image.containerName(), image.image(), Optional.ofNullable(image.imageDigest())))
                .toList();
        var configuration = revision.resolvedConfiguration();
        List<String> resolved = configuration == null
                ? List.of()
                : configuration.loadBalancers().stream()
                        .map(ServiceRevisionLoadBalancer::targetGroupArn)
                        .toList();
        return new RevisionView(
                revision.serviceRevisionArn(),
                revision.taskDefinition(),
                images,
                revision.loadBalancers().stream()
                        .map(wiring -> loadBalancer(wiring, resolved))
                        .toList());
    }

    /** Which of the two groups is a revision's own is what ECS resolved: they swap roles at every deployment. */
    private static RevisionView.LoadBalancerView loadBalancer(LoadBalancer wiring, List<String> resolved) {
        Optional<AdvancedConfiguration> advanced = Optional.ofNullable(wiring.advancedConfiguration());
        Optional<String> alternate = advanced.map(AdvancedConfiguration::alternateTargetGroupArn);
        String first = Optional.ofNullable(wiring.targetGroupArn()).orElse("");
        boolean isSwapped = alternate.map(resolved::contains).orElse(false);
        Integer port = wiring.containerPort();
        return new RevisionView.LoadBalancerView(
                isSwapped ? alternate.orElseThrow() : first,
                isSwapped ? Optional.of(first) : alternate,
                advanced.map(AdvancedConfiguration::productionListenerRule),
                advanced.map(AdvancedConfiguration::testListenerRule),
                advanced.map(AdvancedConfiguration::roleArn),
                Optional.ofNullable(wiring.containerName()).orElse(""),
                port == null ? 0 : port);
    }

    static TaskDefinition taskDefinition(ObjectNode answer, SortedMap<String, String> tags) {
        ObjectNode content = answer.deepCopy();
        content.remove(ANSWERS_ONLY);
        return new TaskDefinition(answer.path("taskDefinitionArn").asText(), content, tags);
    }

    static TaskView task(Task task) {
        var containers = task.containers().stream()
                .map(container -> new TaskView.ContainerView(
                        container.name(),
                        Optional.ofNullable(container.exitCode()),
                        Optional.ofNullable(container.reason()),
                        container.networkInterfaces().stream()
                                .flatMap(card -> Optional.ofNullable(card.privateIpv4Address()).stream())
                                .findFirst()))
                .toList();
        return new TaskView(
                task.taskArn(),
                task.taskDefinitionArn(),
                task.lastStatus(),
                Optional.ofNullable(task.stopCode()),
                Optional.ofNullable(task.stoppedReason()),
                Optional.ofNullable(task.startedBy()),
                Optional.of(task.createdAt()),
                Optional.ofNullable(task.startedAt()),
                Optional.empty(),
                containers);
    }

    static RuleView rule(Rule rule) {
        var weights = new ArrayList<RuleView.Weight>();
        for (var action : rule.actions()) {
            var forward = action.forwardConfig();
            if (forward != null) {
                forward.targetGroups().forEach(tuple -> {
                    Integer weight = tuple.weight();
                    weights.add(new RuleView.Weight(tuple.targetGroupArn(), weight == null ? 1 : weight));
                });
            } else if (action.targetGroupArn() != null) {
                weights.add(new RuleView.Weight(action.targetGroupArn(), 1));
            }
        }
        return new RuleView(rule.ruleArn(), weights);
    }

    static TargetView target(TargetHealthDescription description) {
        Integer port = description.target().port();
        return new TargetView(
                description.target().id(),
                port == null ? 0 : port,
                description.targetHealth().state());
    }

    static UpdateService updateService(StartDeployment start) {
        return new UpdateService(
                start.cluster(),
                start.service(),
                null,
                start.taskDefinitionArn().isEmpty() ? null : start.taskDefinitionArn(),
                null,
                configuration(start),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static DeploymentConfiguration configuration(StartDeployment start) {
        var hooks = start.hooks().stream()
                .map(hook -> new DeploymentLifecycleHook(
                        "PAUSE",
                        null,
                        null,
                        List.of(hook.lifecycleStage()),
                        null,
                        new HookTimeout(hook.timeoutMinutes(), "ROLLBACK")))
                .toList();
        CanaryConfiguration canary = start.strategy() instanceof Strategy.Canary steps
                ? new CanaryConfiguration(steps.percent(), minutes(steps.stepBake()))
                : null;
        LinearConfiguration linear = start.strategy() instanceof Strategy.Linear steps
                ? new LinearConfiguration(steps.stepPercent(), minutes(steps.stepBake()))
                : null;
        return new DeploymentConfiguration(
                name(start.strategy()),
                minutes(start.strategy().bake()),
                hooks,
                canary,
                linear,
                start.strategy() instanceof Strategy.Rolling rolling ? rolling.maxPercent() : 200,
                start.strategy() instanceof Strategy.Rolling rolling ? rolling.minHealthyPercent() : 100,
                new DeploymentAlarms(start.alarms(), true, !start.alarms().isEmpty()),
                new DeploymentCircuitBreaker(start.circuitBreaker(), start.circuitBreaker(), null, null));
    }

    private static String name(Strategy strategy) {
        return switch (strategy) {
            case Strategy.BlueGreen blueGreen -> "BLUE_GREEN";
            case Strategy.Canary canary -> "CANARY";
            case Strategy.Linear linear -> "LINEAR";
            case Strategy.Rolling rolling -> "ROLLING";
        };
    }

    private static int minutes(Duration duration) {
        return (int) duration.toMinutes();
    }
}
