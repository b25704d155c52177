package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Gives rules other priorities, all at once. */
public record SetRulePriorities(List<RulePriorityPair> rulePriorities) implements Call<SetRulePriorities.Result> {
    public SetRulePriorities {
        rulePriorities = List.copyOf(rulePriorities);
    }

    /** What AWS answers. */
    public record Result(List<Rule> rules) {
        public Result {
            rules = List.copyOf(rules);
        }
    }
}
