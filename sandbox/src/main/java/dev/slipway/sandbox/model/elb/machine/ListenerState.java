package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.elb.Listener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A listener and its rules. */
final class ListenerState {
    final String arn;
    final BalancerState balancer;
    Listener shape;
    List<Tag> tags;
    private final List<RuleState> rules = new ArrayList<>();

    ListenerState(BalancerState balancer, Listener shape, RuleState defaultRule, List<Tag> tags) {
        this.arn = shape.listenerArn();
        this.balancer = balancer;
        this.shape = shape;
        this.tags = tags;
        rules.add(defaultRule);
    }

    /** In the order in which they are tried, the default rule last. */
    List<RuleState> rules() {
        return List.copyOf(rules);
    }

    RuleState defaultRule() {
        return rules.get(rules.size() - 1);
    }

    void add(RuleState rule) {
        rules.add(rule);
        rules.sort(Comparator.comparingInt(each -> each.priority));
    }

    void remove(RuleState rule) {
        rules.remove(rule);
    }
}
