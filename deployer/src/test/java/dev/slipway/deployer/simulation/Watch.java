package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows every step to every invariant. */
final class Watch {
    private final Schedule schedule;
    private final List<Invariant> invariants;
    private final Coverage coverage = new Coverage();
    private Instant changedAt = Instant.MAX;
    private boolean isBusy = true;

    Watch(Schedule schedule, List<Invariant> invariants) {
        this.schedule = schedule;
        this.invariants = invariants;
    }

    void see(Step step) {
        keepTime(step);
        coverage.see(step);
        for (Invariant invariant : invariants) {
            try {
                invariant.see(step);
            } catch (Broken broken) {
                // Also if whoever took the step would swallow it: the run is over.
                schedule.fail(broken);
                throw broken;
            }
        }
    }

    Coverage coverage() {
        return coverage;
    }

    /** Something of ours has taken place that STATE knows nothing of yet. */
    void disturb() {
        changedAt = schedule.now();
    }

    /** Whether nothing was under way since then. */
    boolean isQuietSince(Instant when) {
        return !isBusy && changedAt.isBefore(when);
    }

    private void keepTime(Step step) {
        if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
            boolean mayGoOn = !after.queue().isEmpty() && after.hold().isEmpty();
            isBusy = after.release().isPresent() || mayGoOn || !after.outbox().isEmpty();
            if (before.isEmpty() || !isTheSame(before.get(), after)) {
                changedAt = schedule.now();
            }
        }
    }

    private static boolean isTheSame(ServiceState one, ServiceState other) {
        return one.change().wake(other.wake()).version(other.version()).done().equals(other);
    }
}
