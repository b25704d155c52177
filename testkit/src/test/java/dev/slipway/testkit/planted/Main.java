package dev.slipway.testkit.planted;

import java.time.Instant;

/** An entry point: may read the clock. */
final class Main {
    private Main() {}

    static Instant started() {
        return Instant.now();
    }
}
