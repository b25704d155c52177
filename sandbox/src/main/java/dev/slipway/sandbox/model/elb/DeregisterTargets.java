package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Takes targets out of a group; they drain first. */
public record DeregisterTargets(String targetGroupArn, List<TargetDescription> targets)
        implements Call<DeregisterTargets.Result> {
    public DeregisterTargets {
        targets = targets == null ? List.of() : List.copyOf(targets);
    }
    /** What AWS answers. */
    public record Result() {}
}
