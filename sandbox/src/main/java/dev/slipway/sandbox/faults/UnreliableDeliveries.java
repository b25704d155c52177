package dev.slipway.sandbox.faults;

import dev.slipway.sandbox.drive.Deliveries;
import dev.slipway.sandbox.model.Emitted.Deliver;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deliveries of events as best-effort delivery may be: what shall come at once comes at once, in order. */
public final class UnreliableDeliveries implements Deliveries, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnreliableDeliveries.class);

    private final Deliveries reliable;
    private final Faults faults;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("late events").daemon().factory());

    /** Hands on to {@code reliable} what {@code faults} let through. */
    public UnreliableDeliveries(Deliveries reliable, Faults faults) {
        this.reliable = reliable;
        this.faults = faults;
    }

    @Override
    public void deliver(Deliver message) {
        for (Duration lateness : faults.arrivals(message.body())) {
            if (lateness.isZero()) {
                reliable.deliver(message);
            } else {
                deliverLater(message, lateness);
            }
        }
    }

    private void deliverLater(Deliver message, Duration lateness) {
        try {
            var unused = later.schedule(() -> tryTo(message), lateness.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the sandbox is closing; an event is not delivered", e);
        }
    }

    private void tryTo(Deliver message) {
        try {
            reliable.deliver(message);
        } catch (RuntimeException e) {
            LOG.error("an event for {} could not be delivered", message.queueArn(), e);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
