package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;

/** Deletes a rule. */
public record DeleteRule(String ruleArn) implements Call<DeleteRule.Result> {
    /** What AWS answers. */
    public record Result() {}
}
