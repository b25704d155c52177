package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.Emitted.Deliver;

/** Puts messages into queues. */
@FunctionalInterface
public interface Deliveries {

    /** Sends one message; what a queue does not take goes to the dead-letter queue if there is one. */
    void deliver(Deliver message);
}
