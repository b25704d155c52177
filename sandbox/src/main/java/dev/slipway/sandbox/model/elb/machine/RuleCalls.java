package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.elb.CreateRule;
import dev.slipway.sandbox.model.elb.DeleteRule;
import dev.slipway.sandbox.model.elb.DescribeRules;
import dev.slipway.sandbox.model.elb.ModifyRule;
import dev.slipway.sandbox.model.elb.Rule;
import dev.slipway.sandbox.model.elb.RulePriorityPair;
import dev.slipway.sandbox.model.elb.SetRulePriorities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** The calls about listeners' rules. */
final class RuleCalls {
    private final Inventory inventory;
    private final Routing routing;

    RuleCalls(Inventory inventory, Routing routing) {
        this.inventory = inventory;
        this.routing = routing;
    }

    void register(Handlers handlers) {
        handlers.on(CreateRule.class, this::create);
        handlers.on(DescribeRules.class, this::describe);
        handlers.on(ModifyRule.class, this::modify);
        handlers.on(DeleteRule.class, this::delete);
        handlers.on(SetRulePriorities.class, this::set);
    }

    private CreateRule.Result create(CreateRule call, Instant now) {
        var listener = inventory.listener(call.listenerArn());
        if (call.priority() == null || call.priority() < 1 || call.priority() > 50_000) {
            throw AwsRefusal.client(
                    "ValidationError", "Priority '" + call.priority() + "' is not valid; it must be from 1 to 50000");
        }
        if (listener.rules().stream().anyMatch(rule -> rule.priority == call.priority())) {
            throw AwsRefusal.client("PriorityInUse", "Priority '" + call.priority() + "' is currently in use");
        }
        if (call.conditions().isEmpty()) {
            throw AwsRefusal.client("ValidationError", "A condition must be specified");
        }
        String path = listener.arn.substring(listener.arn.indexOf(":listener/") + ":listener/".length());
        var rule = new RuleState(
                inventory.arn("listener-rule/" + path + "/" + inventory.ids.hex(16)),
                call.priority(),
                call.conditions().stream().map(Conditions::checked).toList(),
                Actions.checked(call.actions(), inventory.groups::containsKey),
                call.tags());
        listener.add(rule);
        routing.usesMayHaveChanged(now);
        return new CreateRule.Result(List.of(shown(rule)));
    }

    private DescribeRules.Result describe(DescribeRules call, Instant now) {
        if (call.listenerArn() == null && call.ruleArns().isEmpty()) {
            throw AwsRefusal.client("ValidationError", "You must specify either listener rule ARNs or a listener ARN");
        }
        Stream<RuleState> rules = call.listenerArn() != null
                ? inventory.listener(call.listenerArn()).rules().stream()
                : call.ruleArns().stream().map(inventory::rule);
        var page = Markers.page(rules.map(RuleCalls::shown).toList(), call.marker(), call.pageSize());
        return new DescribeRules.Result(page.items(), page.next());
    }

    private ModifyRule.Result modify(ModifyRule call, Instant now) {
        var rule = inventory.rule(call.ruleArn());
        if (rule.isDefault()) {
            throw AwsRefusal.client(
                    "OperationNotPermitted", "Default rule '" + rule.arn + "' cannot be modified; modify its listener");
        }
        if (call.conditions() != null) {
            rule.conditions =
                    call.conditions().stream().map(Conditions::checked).toList();
        }
        if (call.actions() != null) {
            routing.route(rule, Actions.checked(call.actions(), inventory.groups::containsKey), now);
        }
        inventory.changed();
        return new ModifyRule.Result(List.of(shown(rule)));
    }

    private SetRulePriorities.Result set(SetRulePriorities call, Instant now) {
        checkDistinct(call.rulePriorities());
        for (RulePriorityPair pair : call.rulePriorities()) {
            var rule = inventory.rule(pair.ruleArn());
            boolean isTaken = inventory.listenerOf(rule.arn).rules().stream()
                    .filter(other -> call.rulePriorities().stream()
                            .noneMatch(moved -> moved.ruleArn().equals(other.arn)))
                    .anyMatch(other -> other.priority == pair.priority());
            if (isTaken) {
                throw AwsRefusal.client("PriorityInUse", "Priority '" + pair.priority() + "' is currently in use");
            }
            if (rule.isDefault()) {
                throw AwsRefusal.client(
                        "OperationNotPermitted", "Default rule '" + rule.arn + "' has no priority to be set");
            }
        }
        var moved = new ArrayList<Rule>();
        for (RulePriorityPair pair : call.rulePriorities()) {
            var rule = inventory.rule(pair.ruleArn());
            var listener = inventory.listenerOf(rule.arn);
            listener.remove(rule);
            rule.priority = pair.priority();
            listener.add(rule);
            moved.add(shown(rule));
        }
        inventory.changed();
        return new SetRulePriorities.Result(moved);
    }

    private static void checkDistinct(List<RulePriorityPair> pairs) {
        var seen = new HashSet<Integer>();
        for (RulePriorityPair pair : pairs) {
            if (!seen.add(pair.priority())) {
                throw AwsRefusal.client("PriorityInUse", "Priority '" + pair.priority() + "' is currently in use");
            }
        }
    }

    private DeleteRule.Result delete(DeleteRule call, Instant now) {
        var rule = inventory.rule(call.ruleArn());
        if (rule.isDefault()) {
            throw AwsRefusal.client("OperationNotPermitted", "Default rule '" + rule.arn + "' cannot be deleted");
        }
        inventory.listenerOf(rule.arn).remove(rule);
        routing.usesMayHaveChanged(now);
        return new DeleteRule.Result();
    }

    private static Rule shown(RuleState rule) {
        return new Rule(
                rule.arn,
                rule.isDefault() ? "default" : Integer.toString(rule.priority),
                rule.conditions,
                rule.actions,
                rule.isDefault());
    }
}
