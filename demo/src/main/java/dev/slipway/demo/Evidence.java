package dev.slipway.demo;

import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.stage.Rollout;
import java.util.List;

/**
 * All that the judgement needs to know of a played story.
 *
 * @param pushed   the digests of v1, v2 and v3 as they were pushed
 * @param promoted the ECS deployment that v2 caused
 * @param refused  the ECS deployment that v3 caused
 * @param back     the ECS deployment that the operator's {@code rollback} caused
 * @param history  the deployer's records, newest first
 * @param traffic  what users had of it
 */
record Evidence(
        Pushed pushed, Rollout promoted, Rollout refused, Rollout back, List<Recorded> history, Traffic traffic) {

    Evidence {
        history = List.copyOf(history);
    }

    /** Digests, {@code sha256:…} each. */
    record Pushed(String v1, String v2, String v3) {}
}
