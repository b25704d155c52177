package dev.slipway.smoke.report;

import dev.slipway.smoke.run.Phases;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A part of a request's time, as a page shows it. */
record Phase(String style, String words, Function<Phases, Duration> of) {
    /** In their order in time. */
    static final List<Phase> ALL = List.of(
            new Phase("dns", "name", Phases::dns),
            new Phase("connect", "connect", Phases::connect),
            new Phase("tls", "TLS", Phases::tls),
            new Phase("first", "waiting for the answer", Phases::firstByte),
            new Phase("down", "reading it", Phases::download));
}
