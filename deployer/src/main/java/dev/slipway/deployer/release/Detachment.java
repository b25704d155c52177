package dev.slipway.deployer.release;

import java.time.Duration;
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
    /** How long AWS may take for a call of ours that was thought lost, which brings the hooks back. */
    private static final Duration WATCHED = Duration.ofHours(1);

    /**
     * Whether hooks that are found now are ours still. No release was under way when someone asked, so that every call of
     * ours had been sent by then.
     */
    public boolean isWatched(Instant now) {
        return now.isBefore(since.plus(WATCHED));
    }

    /** The same, to be carried out once more. */
    public Detachment again() {
        return new Detachment(by, since, Optional.empty(), false);
    }

    /** The same, about to be carried out. */
    public Detachment intending(Intent next) {
        return new Detachment(by, since, Optional.of(next), false);
    }

    /** The same, seen to have taken place. */
    public Detachment done() {
        return new Detachment(by, since, Optional.empty(), true);
    }
}
