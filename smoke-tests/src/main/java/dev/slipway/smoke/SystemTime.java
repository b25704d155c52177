package dev.slipway.smoke;

import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The clocks it was handed. */
record SystemTime(Clock clock, LongSupplier nanoClock) implements Time {
    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanos() {
        return nanoClock.getAsLong();
    }

    @Override
    public void pause(Duration pause, Cancellation cancellation) {
        cancellation.await(pause);
    }
}
