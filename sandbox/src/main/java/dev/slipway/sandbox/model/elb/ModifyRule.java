package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a rule; what is absent stays. */
public record ModifyRule(
        String ruleArn,
        @Nullable List<RuleCondition> conditions,
        @Nullable List<Action> actions) implements Call<ModifyRule.Result> {
    public ModifyRule {
        conditions = conditions == null ? null : List.copyOf(conditions);
        actions = actions == null ? null : List.copyOf(actions);
    }
    /** What AWS answers. */
    public record Result(List<Rule> rules) {
        public Result {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }
}
