package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Phases;
import dev.slipway.smoke.run.Time;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How far a session's request has come, and what each phase of it took. Thread-safe: a cut-off is told from elsewhere. */
final class Progress {
    private final Time time;
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private Phase phase = Phase.RESOLVING;
    private long since;

    private Progress(Time time) {
        this.time = time;
    }

    static Progress by(Time time) {
        return new Progress(time);
    }

    /** A request starts, in its first phase. */
    synchronized void start() {
        nanos.clear();
        phase = Phase.RESOLVING;
        since = time.nanos();
    }

    /** The current phase ends, {@code next} begins. */
    synchronized void enter(Phase next) {
        long now = time.nanos();
        nanos.merge(phase, now - since, Long::sum);
        since = now;
        phase = next;
    }

    synchronized Phase phase() {
        return phase;
    }

    /** What each took until now. */
    synchronized Phases phases() {
        enter(phase);
        return new Phases(
                took(Phase.RESOLVING),
                took(Phase.CONNECTING),
                took(Phase.HANDSHAKE),
                took(Phase.WAITING),
                took(Phase.ANSWERING));
    }

    private Duration took(Phase one) {
        return Duration.ofNanos(nanos.getOrDefault(one, 0L));
    }
}
