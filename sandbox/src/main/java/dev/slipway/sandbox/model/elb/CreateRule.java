package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** Adds a rule to a listener. */
public record CreateRule(
        String listenerArn, List<RuleCondition> conditions, Integer priority, List<Action> actions, List<Tag> tags)
        implements Call<CreateRule.Result> {
    public CreateRule {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        actions = actions == null ? List.of() : List.copyOf(actions);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result(List<Rule> rules) {
        public Result {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }
}
