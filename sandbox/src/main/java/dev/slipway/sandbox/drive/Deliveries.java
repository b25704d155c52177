package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.Emitted.Deliver;

/** Puts messages into queues. */
@FunctionalInterface
public interface Deliveries {

    /** Sends one message; a queue that is not there loses it, as EventBridge does without a dead-letter queue. */
    void deliver(Deliver message);
}
