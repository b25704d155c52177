package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The one chain of wake-ups of a service: when the next one is due. */
final class WakeChain {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LOST = Duration.ofSeconds(30);
    /** For what is unfinished and asks for no look of its own. */
    private static final Duration UNFINISHED = Duration.ofSeconds(10);

    private WakeChain() {}

    /**
     * The wake-up that is to stand in STATE after a turn; the one that stands there already, if it is soon enough.
     *
     * @param wokenBy  the token that woke the turn; empty if none did
     * @param wanted   when the turn wants the next look; empty if it wants none
     * @param failures how many looks in a row could not be made
     * @param tokens   of a new wake-up
     */
    static Optional<Wake> next(
            ServiceState state,
            String wokenBy,
            Optional<Instant> wanted,
            int failures,
            Supplier<String> tokens,
            Instant now) {
        if (isAtRest(state)) {
            return Optional.empty();
        }
        Optional<Wake> kept = state.wake().filter(wake -> !isConsumed(wake, wokenBy, now));
        boolean unfinished = !state.outbox().isEmpty() || state.release().isPresent();
        Optional<Instant> due = wanted.isPresent() || !unfinished ? wanted : Optional.of(now.plus(UNFINISHED));
        if (due.isEmpty()) {
            return kept;
        }
        Instant at = due.get().isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : due.get();
        boolean soonEnough = kept.isPresent() && !kept.get().at().isAfter(at);
        return soonEnough ? kept : Optional.of(new Wake(at, tokens.get(), failures));
    }

    private static boolean isConsumed(Wake wake, String wokenBy, Instant now) {
        return wake.token().equals(wokenBy) || wake.at().plus(LOST).isBefore(now);
    }

    private static boolean isAtRest(ServiceState state) {
        boolean leaves = state.detachment().filter(one -> !one.isDone()).isPresent();
        return state.release().isEmpty()
                && state.outbox().isEmpty()
                && state.queue().isEmpty()
                && !leaves;
    }
}
