package dev.slipway.sandbox.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole modelled AWS. Not thread-safe: whoever drives it holds the one lock.
 *
 * <p>Time is what the caller says it is and never goes back. {@link #apply} first does what was due before.
 */
public final class World {
    private final Handlers handlers = new Handlers();
    private final List<Part> parts;
    private final Outbox outbox;

    /** A world of these parts, which put what they want done into {@code outbox}. */
    public World(List<Part> parts, Outbox outbox) {
        this.parts = List.copyOf(parts);
        this.outbox = outbox;
        for (Part part : parts) {
            part.register(handlers);
        }
    }

    /**
     * Answers a call.
     *
     * @throws AwsRefusal if AWS would answer with an error
     */
    @SuppressWarnings("unchecked") // Handlers.on ties a call's class to a handler that answers with its R
    public <R> R apply(Call<R> call, Instant now) {
        settle(now);
        @Nullable Object answer = handlers.of(call.getClass()).apply(call, now);
        return (R) answer;
    }

    /** Does everything due at or before {@code now}; hands over what is wanted of the world since the last time. */
    public List<Emitted> advanceTo(Instant now) {
        settle(now);
        return outbox.drain();
    }

    /** When the world next changes by itself; empty if only a call can change it. */
    public Optional<Instant> nextDue() {
        // Asked before and after every call: a stream would take longer than most calls do.
        Optional<Instant> first = Optional.empty();
        for (Part part : parts) {
            Optional<Instant> due = part.nextDue();
            if (due.isPresent() && (first.isEmpty() || due.get().isBefore(first.get()))) {
                first = due;
            }
        }
        return first;
    }

    private void settle(Instant now) {
        // One part's step may make another due, so each step is taken at its own time, in order, over all parts.
        for (var due = nextDue(); due.isPresent() && !due.get().isAfter(now); due = nextDue()) {
            for (Part part : parts) {
                part.advanceTo(due.get());
            }
        }
    }
}
