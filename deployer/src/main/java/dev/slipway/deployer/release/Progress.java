package dev.slipway.deployer.release;

import dev.slipway.deployer.problem.ProblemCode;
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
     * @param halt   that a person has to look; empty if nobody has to
     */
    public static ServiceState of(
            ServiceState state, Release before, Release after, Optional<Decision.Halt> halt, Instant now) {
        var change =
                state.change().release(Optional.of(after)).outbox(state.outbox().projecting());
        boolean moved = before.state().kind() != after.state().kind();
        // Held and announced once: 'resume' is not undone by the next look at the same trouble.
        boolean newTrouble = halt.isPresent() && !before.timeline().equals(after.timeline());
        if (moved || newTrouble) {
            Optional<ProblemCode> problem = halt.filter(one -> newTrouble).map(Decision.Halt::problem);
            change.outbox(change.outbox().announcing(after, problem));
        }
        if (newTrouble && halt.get().holds() && state.hold().isEmpty()) {
            change.hold(Optional.of(new Hold(
                    Sentence.atMost(
                            Hold.CHARS,
                            "release " + after.id() + " needs a person: "
                                    + halt.get().why() + "; then 'resume'"),
                    "slipway",
                    now)));
        }
        return change.done();
    }
}
