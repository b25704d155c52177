package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;

/** Deletes a target group no rule names. */
public record DeleteTargetGroup(String targetGroupArn) implements Call<DeleteTargetGroup.Result> {
    /** What AWS answers. */
    public record Result() {}
}
