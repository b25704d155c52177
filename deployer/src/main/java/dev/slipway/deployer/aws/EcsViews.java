package dev.slipway.deployer.aws;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RevisionView.LoadBalancerView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Ecs;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/** From ECS's answers to our words. */
final class EcsViews {
    private EcsViews() {}

    static ServiceView service(Service service) {
        return new ServiceView(
                service.serviceArn(),
                service.serviceName(),
                text(service.status()),
                // Absent means ECS's own: DescribeServices leaves the default out.
                service.deploymentController() == null
                        ? "ECS"
                        : service.deploymentController().typeAsString(),
                number(service.desiredCount()),
                text(service.taskDefinition()),
                Optional.ofNullable(service.currentServiceDeployment()),
                service.currentServiceRevisions().stream()
                        .map(revision -> revision.arn())
                        .toList(),
                service.loadBalancers().stream()
                        .map(balancer -> balancer(balancer, List.of()))
                        .toList(),
                service.deploymentConfiguration() == null
                        ? 0
                        : service.deploymentConfiguration().lifecycleHooks().size(),
                service.createdAt());
    }

    static DeploymentView deployment(ServiceDeployment deployment) {
        return new DeploymentView(
                deployment.serviceDeploymentArn(),
                DeploymentStatus.parse(text(deployment.statusAsString())),
                Optional.ofNullable(deployment.statusReason()),
                // As a string: the SDK's enumeration lacks PRE_PRODUCTION_TRAFFIC_SHIFT (seen in 2.50.2).
                Optional.ofNullable(deployment.lifecycleStageAsString()),
                deployment.createdAt(),
                Optional.ofNullable(deployment.targetServiceRevision()).map(ServiceRevisionSummary::arn),
                deployment.sourceServiceRevisions().stream()
                        .map(ServiceRevisionSummary::arn)
                        .toList(),
                deployment.lifecycleHookDetails().stream()
                        .filter(hook -> text(hook.targetTypeAsString()).equals("PAUSE"))
                        .map(hook -> new DeploymentView.HookView(
                                hook.hookId(), text(hook.statusAsString()), Optional.ofNullable(hook.expiresAt())))
                        .toList(),
                Optional.ofNullable(deployment.rollback()).map(Rollback::serviceRevisionArn),
                Optional.ofNullable(deployment.finishedAt()).or(() -> Optional.ofNullable(deployment.stoppedAt())));
    }

    static RevisionView revision(ServiceRevision revision) {
        List<ServiceRevisionLoadBalancer> resolved = revision.resolvedConfiguration() == null
                ? List.of()
                : revision.resolvedConfiguration().loadBalancers();
        return new RevisionView(
                revision.serviceRevisionArn(),
                text(revision.taskDefinition()),
                revision.containerImages().stream()
                        .map(image -> new RevisionView.ContainerImage(
                                image.containerName(), text(image.image()), Optional.ofNullable(image.imageDigest())))
                        .toList(),
                revision.loadBalancers().stream()
                        .map(balancer -> balancer(balancer, resolved))
                        .toList());
    }

    static Ecs.TaskDefinition taskDefinition(DescribeTaskDefinitionResponse answer) {
        return new Ecs.TaskDefinition(
                answer.taskDefinition().taskDefinitionArn(),
                SdkJson.restrict(
                        SdkJson.write(answer.taskDefinition()),
                        RegisterTaskDefinitionRequest.builder().build()),
                tags(answer.tags()));
    }

    static TaskView task(Task task) {
        return new TaskView(
                task.taskArn(),
                text(task.taskDefinitionArn()),
                text(task.lastStatus()),
                Optional.ofNullable(task.stopCodeAsString()),
                Optional.ofNullable(task.stoppedReason()),
                Optional.ofNullable(task.startedBy()),
                Optional.ofNullable(task.createdAt()),
                Optional.ofNullable(task.startedAt()),
                Optional.ofNullable(task.healthStatusAsString()),
                task.containers().stream().map(EcsViews::container).toList());
    }

    private static TaskView.ContainerView container(Container container) {
        return new TaskView.ContainerView(
                container.name(),
                Optional.ofNullable(container.exitCode()),
                Optional.ofNullable(container.reason()),
                container.networkInterfaces().stream()
                        .map(NetworkInterface::privateIpv4Address)
                        .filter(address -> address != null)
                        .findFirst());
    }

    /**
     * The wiring of one target group. What ECS resolved for a revision says which of the two groups is that revision's
     * own: they swap roles at every deployment.
     */
    private static LoadBalancerView balancer(LoadBalancer balancer, List<ServiceRevisionLoadBalancer> resolved) {
        Optional<AdvancedConfiguration> advanced = Optional.ofNullable(balancer.advancedConfiguration());
        Optional<String> alternate = of(advanced, AdvancedConfiguration::alternateTargetGroupArn);
        Optional<ServiceRevisionLoadBalancer> own = resolved.stream()
                .filter(one -> one.targetGroupArn() != null)
                .filter(one -> one.targetGroupArn().equals(balancer.targetGroupArn())
                        || alternate.filter(one.targetGroupArn()::equals).isPresent())
                .findFirst();
        boolean isSwapped = own.isPresent() && !own.get().targetGroupArn().equals(balancer.targetGroupArn());
        return new LoadBalancerView(
                isSwapped ? own.get().targetGroupArn() : text(balancer.targetGroupArn()),
                isSwapped ? Optional.ofNullable(balancer.targetGroupArn()) : alternate,
                of(advanced, AdvancedConfiguration::productionListenerRule)
                        .or(() -> of(own, ServiceRevisionLoadBalancer::productionListenerRule)),
                of(advanced, AdvancedConfiguration::testListenerRule),
                of(advanced, AdvancedConfiguration::roleArn),
                text(balancer.containerName()),
                number(balancer.containerPort()));
    }

    private static SortedMap<String, String> tags(List<Tag> tags) {
        SortedMap<String, String> byKey = new TreeMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), text(tag.value())));
        return byKey;
    }

    /** {@code Optional.map} with a getter of the SDK's, which may answer null. */
    private static <T> Optional<String> of(Optional<T> from, Function<T, @Nullable String> getter) {
        return from.isEmpty() ? Optional.empty() : Optional.ofNullable(getter.apply(from.get()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
