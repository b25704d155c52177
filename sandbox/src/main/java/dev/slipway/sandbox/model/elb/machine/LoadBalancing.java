package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Ids;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.ForwardConfig;
import dev.slipway.sandbox.model.elb.TargetGroupStickinessConfig;
import dev.slipway.sandbox.model.elb.TargetGroupTuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Elastic Load Balancing: answers its calls, and does what ECS asks of it with the infrastructure role. */
public final class LoadBalancing implements Part {
    private final Inventory inventory;
    private final Targets targets;
    private final Routing routing;
    private final Duration propagation;

    public LoadBalancing(Identity identity, Ids ids, Agenda agenda, Pace pace, AwsVariant variant, Outbox outbox) {
        this.inventory = new Inventory(identity, ids, outbox);
        this.targets = new Targets(inventory, agenda, pace);
        this.propagation = variant.rulePropagation();
        this.routing = new Routing(inventory, targets, agenda, propagation);
    }

    @Override
    public void register(Handlers handlers) {
        new BalancerCalls(inventory).register(handlers);
        new TargetGroupCalls(inventory).register(handlers);
        new ListenerCalls(inventory, routing).register(handlers);
        new ListenerAttributes(inventory).register(handlers);
        new RuleCalls(inventory, routing).register(handlers);
        new TargetCalls(inventory, targets).register(handlers);
        new TagCalls(inventory).register(handlers);
        handlers.on(DescribeDataPlane.class, new DataPlaneView(inventory)::picture);
    }

    @Override
    public void advanceTo(Instant now) {
        // What happens by itself is on the agenda.
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    /** Says who wants to know when a target's state changes. */
    public void watch(Consumer<Instant> watcher) {
        targets.watch(watcher);
    }

    public boolean hasGroup(String targetGroupArn) {
        return inventory.groups.containsKey(targetGroupArn);
    }

    /** Whether a rule names the group, so that it has a load balancer. */
    public boolean isUsed(String targetGroupArn) {
        return inventory.isUsed(targetGroupArn);
    }

    /** The groups a rule forwards to with their weights, as written; empty if there is no such rule. */
    public Optional<Map<String, Integer>> groupsOf(String ruleArn) {
        return inventory
                .rules()
                .filter(rule -> rule.arn.equals(ruleArn))
                .findFirst()
                .map(rule -> Actions.groups(rule.actions));
    }

    /** Whether it is a listener's default rule. */
    public boolean isDefault(String ruleArn) {
        return inventory.rules().anyMatch(rule -> rule.arn.equals(ruleArn) && rule.isDefault());
    }

    /** Makes a rule forward to these groups with these weights; does nothing if there is no such rule. */
    public void forward(String ruleArn, List<TargetGroupTuple> groups, Instant now) {
        var action = Actions.forward(new ForwardConfig(groups, new TargetGroupStickinessConfig(false, null)), null);
        inventory
                .rules()
                .filter(rule -> rule.arn.equals(ruleArn))
                .findFirst()
                .ifPresent(rule -> routing.route(rule, List.of(action), now));
    }

    /** From a rule's change to it being heeded. */
    public Duration propagation() {
        return propagation;
    }

    /** Registers a target; does nothing if there is no such group. */
    public void register(String targetGroupArn, String id, int port, Instant now) {
        var group = inventory.groups.get(targetGroupArn);
        if (group != null) {
            targets.register(group, id, port, now);
        }
    }

    /** Lets a target drain; answers for how long it still serves what it has begun. */
    public Duration deregister(String targetGroupArn, String id, int port, Instant now) {
        var group = inventory.groups.get(targetGroupArn);
        return group == null ? Duration.ZERO : targets.deregister(group, id, port, now);
    }

    /** The target's state; empty if it is not registered. */
    public Optional<DescribeDataPlane.TargetState> stateOf(String targetGroupArn, String id, int port) {
        return Optional.ofNullable(inventory.groups.get(targetGroupArn))
                .flatMap(group -> group.target(id, port))
                .map(target -> target.state);
    }
}
