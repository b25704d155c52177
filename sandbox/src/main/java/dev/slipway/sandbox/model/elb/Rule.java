package dev.slipway.sandbox.model.elb;

import java.util.List;

/** A rule as AWS shows it; the priority of a default rule is {@code default}. */
public record Rule(
        String ruleArn, String priority, List<RuleCondition> conditions, List<Action> actions, boolean isDefault) {
    public Rule {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        actions = actions == null ? List.of() : List.copyOf(actions);
    }
}
