package dev.slipway.smoke.parse;

import java.time.Duration;
import java.util.List;

/** What a suite says once for all its steps. */
record Defaults(Duration timeout, List<Node.Entry> headers) {
    Defaults {
        headers = List.copyOf(headers);
    }

    /** Five seconds, and no headers. */
    static Defaults none() {
        return new Defaults(Duration.ofSeconds(5), List.of());
    }
}
