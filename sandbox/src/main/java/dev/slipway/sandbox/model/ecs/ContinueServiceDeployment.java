package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/** Answers a PAUSE hook; an absent action means CONTINUE (docs/aws.md, Continue). */
public record ContinueServiceDeployment(
        String serviceDeploymentArn,
        String hookId,
        @Nullable String action) implements Call<ContinueServiceDeployment.Result> {
    /** What AWS answers. */
    public record Result(String serviceDeploymentArn) {}
}
