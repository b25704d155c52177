package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Time;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session's flight at its limit. Setting a timer for every request would wake the timer's thread for every request,
 * though hardly any reaches its limit: one that is set already, and rings early enough, serves the next flight too.
 */
final class Alarm implements AutoCloseable {
    private final Time time;
    private final Timer timer;
    private @Nullable Flight watched;
    private @Nullable Runnable silencing;
    private long ringsAtNanos;

    Alarm(Time time, Timer timer) {
        this.time = time;
        this.timer = timer;
    }

    /** Ends {@code flight} at its limit, unless it lands before. */
    synchronized void watch(Flight flight) {
        watched = flight;
        if (silencing == null || ringsAtNanos - flight.limitNanos() > 0) {
            silence();
            set(flight.limitNanos());
        }
    }

    /** The flight landed. */
    synchronized void forget() {
        watched = null;
    }

    private void set(long atNanos) {
        ringsAtNanos = atNanos;
        silencing = timer.after(Math.max(0, atNanos - time.nanos()), this::ring);
    }

    private void ring() {
        Flight late = late();
        if (late != null) {
            late.end();
        }
    }

    private synchronized @Nullable Flight late() {
        silencing = null;
        if (watched != null && watched.limitNanos() - time.nanos() > 0) {
            set(watched.limitNanos());
            return null;
        }
        return watched;
    }

    private void silence() {
        if (silencing != null) {
            silencing.run();
            silencing = null;
        }
    }

    @Override
    public synchronized void close() {
        watched = null;
        silence();
    }
}
