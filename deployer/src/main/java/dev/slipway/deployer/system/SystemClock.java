package dev.slipway.deployer.system;

import dev.slipway.deployer.reconcile.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The machine's clocks.
 *
 * @param wall  the wall clock
 * @param nanos counts nanoseconds from somewhere and never jumps, such as {@code System::nanoTime}
 */
public record SystemClock(InstantSource wall, LongSupplier nanos) implements Clock {

    @Override
    public Instant now() {
        return wall.instant();
    }

    @Override
    public Duration monotonic() {
        return Duration.ofNanos(nanos.getAsLong());
    }
}
