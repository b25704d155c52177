package dev.slipway.deployer.release;

import java.time.Instant;
import java.util.Optional;

/**
 * A service that leaves Slipway: its hooks are taken off, so that nobody's deployment waits for answers that do not come.
 *
 * @param by     who asked, an ARN
 * @param intent the call that may be under way
 * @param isDone whether ECS showed the service without hooks
 */
public record Detachment(String by, Instant since, Optional<Intent> intent, boolean isDone) {
    /** The same, about to be carried out. */
    public Detachment intending(Intent next) {
        return new Detachment(by, since, Optional.of(next), false);
    }

    /** The same, seen to have taken place. */
    public Detachment done() {
        return new Detachment(by, since, Optional.empty(), true);
    }
}
