package dev.slipway.testkit.planted.run;

import java.time.Instant;
import java.util.function.Supplier;

/** Reads the clock by a method reference. */
final class Clocked {
    final Supplier<Instant> clock = Instant::now;
}
