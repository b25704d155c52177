package dev.slipway.demo.stage;

import java.util.Set;

/**
 * One ECS deployment of the service, as far as it came.
 *
 * @param arn    its own
 * @param status AWS's word, for example {@code SUCCESSFUL}
 * @param stage  AWS's word for where it is, for example {@code SCALE_UP}; empty if AWS says none
 * @param waits  whether ECS holds it at a hook until somebody answers
 * @param digest of the image it brings; empty until ECS has resolved it
 */
public record Rollout(String arn, String status, String stage, boolean waits, String digest) {
    private static final Set<String> ENDS = Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    /** Whether nothing will happen to it any more. */
    public boolean isOver() {
        return ENDS.contains(status);
    }

    /** Where it is, in few words. */
    public String place() {
        return isOver() ? status : (stage.isEmpty() ? status : stage) + (waits ? ", held by its hook" : "");
    }
}
