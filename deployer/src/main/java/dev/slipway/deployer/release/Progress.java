package dev.slipway.deployer.release;

import java.time.Instant;
import java.util.Optional;

/** Decides what a step of a release that goes on means for its service: what is told, and whether it is held. Pure. */
public final class Progress {
    private Progress() {}

    /**
     * The service after its release took a step and is not over.
     *
     * @param before the release before the step
     * @param after  the release as it is now
     * @param halt   why a person has to look; empty if nobody has to
     */
    public static ServiceState of(
            ServiceState state, Release before, Release after, Optional<String> halt, Instant now) {
        var change =
                state.change().release(Optional.of(after)).outbox(state.outbox().projecting());
        boolean moved = before.state().kind() != after.state().kind();
        // Held and announced once: 'resume' is not undone by the next look at the same trouble.
        boolean newTrouble = halt.isPresent() && !before.timeline().equals(after.timeline());
        if (moved || newTrouble) {
            change.outbox(change.outbox().announcing(after));
        }
        if (newTrouble && state.hold().isEmpty()) {
            change.hold(Optional.of(new Hold(
                    Sentence.atMost(
                            Hold.CHARS, "release " + after.id() + " needs a person: " + halt.get() + "; then 'resume'"),
                    "slipway",
                    now)));
        }
        return change.done();
    }
}
