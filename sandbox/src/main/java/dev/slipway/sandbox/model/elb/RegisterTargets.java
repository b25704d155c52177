package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Puts targets into a group. */
public record RegisterTargets(String targetGroupArn, List<TargetDescription> targets)
        implements Call<RegisterTargets.Result> {
    public RegisterTargets {
        targets = targets == null ? List.of() : List.copyOf(targets);
    }
    /** What AWS answers. */
    public record Result() {}
}
