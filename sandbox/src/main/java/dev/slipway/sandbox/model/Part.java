package dev.slipway.sandbox.model;

import java.time.Instant;
import java.util.Optional;

/** One modelled AWS service: the calls it answers, and what it does by itself as time passes. */
public interface Part {

    /** Names the calls this part answers. Asked once, when the world is built. */
    void register(Handlers handlers);

    /** Does everything that is due at or before {@code now}, in the order in which it was due. */
    void advanceTo(Instant now);

    /** When this part next has something to do by itself; empty if only a call can change it. */
    Optional<Instant> nextDue();
}
