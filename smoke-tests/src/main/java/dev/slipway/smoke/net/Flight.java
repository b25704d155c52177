package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Time;
import dev.slipway.smoke.suite.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** A request under way: cut off at its limit or by a cancellation, whichever is first. */
final class Flight implements AutoCloseable {
    private final Time time;
    private final Duration limit;
    private final Instant startedAt;
    private final long startedNanos;
    private final CompletableFuture<Reason> over = new CompletableFuture<>();
    private @Nullable Cancellable carried;
    private final Alarm alarm;
    private Cancellation.@Nullable Registration registration;

    private Flight(Time time, Alarm alarm, Duration limit) {
        this.time = time;
        this.alarm = alarm;
        this.limit = limit;
        this.startedAt = time.now();
        this.startedNanos = time.nanos();
    }

    static Flight start(Time time, Alarm alarm, Duration limit, Cancellation cancellation) {
        Flight flight = new Flight(time, alarm, limit);
        alarm.watch(flight);
        flight.registration = cancellation.onCancel(() -> flight.end(Reason.INTERRUPTED));
        return flight;
    }

    /** Says what to cut off; at once if it is over already. */
    synchronized void carry(Cancellable request) {
        carried = request;
        if (over.isDone()) {
            request.cancel();
        }
    }

    /** When its limit is, on the clock that is never set. */
    long limitNanos() {
        return startedNanos + limit.toNanos();
    }

    /** Its limit has come. */
    void end() {
        end(Reason.TIMEOUT);
    }

    private synchronized void end(Reason reason) {
        if (over.complete(reason) && carried != null) {
            carried.cancel();
        }
    }

    /** Closes the connection without waiting for what else may come. */
    synchronized void abort() {
        if (carried != null) {
            carried.cancel();
        }
    }

    boolean isOver() {
        return over.isDone();
    }

    /** Done when it is over. */
    CompletableFuture<Reason> over() {
        return over;
    }

    /** Why it was cut off, told by how far it had come. */
    Failure failure(Phase phase) {
        if (over.getNow(Reason.TIMEOUT) == Reason.INTERRUPTED) {
            return new Failure(Reason.INTERRUPTED, "cancelled after " + Durations.text(elapsed()));
        }
        String after = " within " + Durations.text(limit);
        return switch (phase) {
            case RESOLVING -> new Failure(Reason.DNS, "the name was not resolved" + after);
            case CONNECTING -> new Failure(Reason.CONNECT_TIMEOUT, "not connected" + after);
            case HANDSHAKE -> new Failure(Reason.TIMEOUT, "connected, but the TLS handshake did not end" + after);
            case WAITING -> new Failure(Reason.TIMEOUT, "connected, but no answer began" + after);
            case ANSWERING -> new Failure(Reason.TIMEOUT, "an answer began, but did not end" + after);
        };
    }

    Instant startedAt() {
        return startedAt;
    }

    Duration elapsed() {
        return Duration.ofNanos(time.nanos() - startedNanos);
    }

    Instant now() {
        return time.now();
    }

    @Override
    public void close() {
        alarm.forget();
        if (registration != null) {
            registration.close();
        }
    }
}
