package dev.slipway.smoke.testing;

import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Time;
import java.time.Duration;
import java.time.Instant;

/** The real clocks, for tests of the real network. */
public final class WallTime implements Time {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(Duration pause, Cancellation cancellation) {
        cancellation.await(pause);
    }
}
