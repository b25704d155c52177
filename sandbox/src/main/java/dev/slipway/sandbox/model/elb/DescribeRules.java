package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rules by listener or ARN, the default rule last. */
public record DescribeRules(
        @Nullable String listenerArn,
        List<String> ruleArns,
        @Nullable String marker,
        @Nullable Integer pageSize) implements Call<DescribeRules.Result> {
    public DescribeRules {
        ruleArns = ruleArns == null ? List.of() : List.copyOf(ruleArns);
    }

    /** The first page. */
    public DescribeRules(@Nullable String listenerArn, List<String> ruleArns) {
        this(listenerArn, ruleArns, null, null);
    }

    /** What AWS answers. */
    public record Result(List<Rule> rules, @Nullable String nextMarker) {
        public Result {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }
}
