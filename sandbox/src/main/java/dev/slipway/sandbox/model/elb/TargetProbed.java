package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;

/**
 * Reported by whoever checks targets' health: the result of one check. What it means for the target's state is the
 * model's business.
 *
 * @param reason why the check failed, as ELB's target health description would say; empty if {@code ok}
 */
public record TargetProbed(String targetGroupArn, String targetId, int port, boolean ok, String reason)
        implements Call<TargetProbed.Judged> {

    /**
     * What a report came to.
     *
     * @param changed whether anything is otherwise than before it
     */
    public record Judged(boolean changed) {}
}
