package dev.slipway.smoke.testing;

import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when something takes time. */
public final class FakeTime implements Time {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong();

    /** Lets time pass. */
    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pause(Duration pause, Cancellation cancellation) {
        if (!cancellation.isCancelled()) {
            advance(pause);
        }
    }
}
