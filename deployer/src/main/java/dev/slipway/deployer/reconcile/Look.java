package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.release.Push;
import java.util.Optional;

/**
 * Why a service is looked at. Only says where to look, never what to do.
 *
 * @param push      a push to be judged
 * @param commands  whether its command parameter may have changed
 * @param idle      whether to compare what runs with what should, though nothing is in flight
 * @param wakeToken of the wake-up message; empty if it was something else
 */
public record Look(Optional<Push> push, boolean commands, boolean idle, String wakeToken) {
    static final Look EVENT = new Look(Optional.empty(), false, true, "");
    static final Look COMMAND = new Look(Optional.empty(), true, false, "");
    static final Look SWEEP = new Look(Optional.empty(), true, true, "");

    static Look at(Push push) {
        return new Look(Optional.of(push), false, false, "");
    }

    static Look wake(String token) {
        return new Look(Optional.empty(), false, false, token);
    }
}
