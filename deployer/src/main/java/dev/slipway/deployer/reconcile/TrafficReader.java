package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the listeners' rules send requests, and whether the targets there are our revision's tasks and nothing else. */
final class TrafficReader {
    private final Ports ports;

    TrafficReader(Ports ports) {
        this.ports = ports;
    }

    /** Empty if the service has no load balancer. {@code identity}: whether the targets are compared with the tasks. */
    Optional<Facts.Traffic> read(ServiceSpec spec, DeploymentView ours, String taskDefinitionArn, boolean identity) {
        Optional<RevisionView.LoadBalancerView> wiring =
                ports.ecs().describeServices(spec.cluster(), List.of(spec.service())).stream()
                        .flatMap(service -> service.loadBalancers().stream())
                        .filter(one -> one.productionRuleArn().isPresent())
                        .findFirst();
        Optional<String> group = ours.targetRevisionArn()
                .flatMap(arn -> ports.ecs().describeServiceRevisions(List.of(arn)).stream()
                        .findFirst())
                .flatMap(revision -> revision.loadBalancers().stream().findFirst())
                .map(RevisionView.LoadBalancerView::targetGroupArn);
        if (wiring.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        var rules = rules(wiring.get());
        int production =
                percent(rules, wiring.get().productionRuleArn(), group.get()).orElse(0);
        OptionalInt test = percent(rules, wiring.get().testRuleArn(), group.get());
        Optional<String> strangers = identity ? strangers(spec, taskDefinitionArn, group.get()) : Optional.empty();
        return Optional.of(new Facts.Traffic(production, test, strangers));
    }

    private List<RuleView> rules(RevisionView.LoadBalancerView wiring) {
        var arns = new ArrayList<String>();
        wiring.productionRuleArn().ifPresent(arns::add);
        wiring.testRuleArn().ifPresent(arns::add);
        return ports.loadBalancers().describeRules(arns);
    }

    private static OptionalInt percent(List<RuleView> rules, Optional<String> rule, String group) {
        return rules.stream()
                .filter(view -> rule.equals(Optional.of(view.arn())))
                .mapToInt(view -> view.percentOf(group))
                .findFirst();
    }

    /** Why the healthy targets are not exactly our tasks. Read twice, so that a change under way is not taken for the end. */
    private Optional<String> strangers(ServiceSpec spec, String taskDefinitionArn, String group) {
        List<TargetView> first = healthy(group);
        List<TaskView> ours = RevisionTasks.running(ports.ecs(), spec, taskDefinitionArn);
        List<TargetView> second = healthy(group);
        if (!first.equals(second)) {
            return Optional.of("the healthy targets are changing");
        }
        List<String> addresses = ours.stream()
                .flatMap(task -> task.containers().stream())
                .flatMap(container -> container.address().stream())
                .toList();
        Optional<TargetView> stranger = first.stream()
                .filter(target -> !addresses.isEmpty() && !addresses.contains(target.id()))
                .findFirst();
        if (stranger.isPresent()) {
            return Optional.of(
                    "target " + stranger.get().id() + ":" + stranger.get().port() + " is no task of this release");
        }
        return first.isEmpty() || first.size() != ours.size()
                ? Optional.of(first.size() + " healthy targets for " + ours.size() + " running tasks of this release")
                : Optional.empty();
    }

    private List<TargetView> healthy(String group) {
        return ports.loadBalancers().describeTargetHealth(group).stream()
                .filter(TargetView::isHealthy)
                .toList();
    }
}
