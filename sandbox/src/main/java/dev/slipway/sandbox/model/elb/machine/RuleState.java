package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.elb.Action;
import dev.slipway.sandbox.model.elb.RuleCondition;
import java.util.List;

/** A rule as it is written, and the actions the load balancer heeds so far. */
final class RuleState {
    static final int DEFAULT = Integer.MAX_VALUE;

    final String arn;
    int priority;
    List<RuleCondition> conditions;
    List<Action> actions;
    List<Action> inForce;
    List<Tag> tags;

    RuleState(String arn, int priority, List<RuleCondition> conditions, List<Action> actions, List<Tag> tags) {
        this.arn = arn;
        this.priority = priority;
        this.conditions = conditions;
        this.actions = actions;
        this.inForce = actions;
        this.tags = tags;
    }

    boolean isDefault() {
        return priority == DEFAULT;
    }

    /** Whether it names the group, in writing or in force, with whatever weight. */
    boolean names(String targetGroupArn) {
        return Actions.groups(actions).containsKey(targetGroupArn)
                || Actions.groups(inForce).containsKey(targetGroupArn);
    }
}
