package dev.slipway.deployer.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened in a run, line by line. Always boiled down to a hash, by which two runs are known to be the same; kept
 * for people only if asked for.
 */
final class Trace {
    private final boolean isKept;
    private final List<String> lines = new ArrayList<>();
    private long hash = 1125899906842597L;

    Trace(boolean isKept) {
        this.isKept = isKept;
    }

    /** Notes one line: when, who, what. */
    void note(Instant when, String who, String what) {
        note(when, who, what, () -> "");
    }

    /** As {@link #note(Instant, String, String)}, with what only people want to know; it is not part of the hash. */
    void note(Instant when, String who, String what, Supplier<String> detail) {
        hash = 31 * hash + when.hashCode();
        hash = 31 * hash + who.hashCode();
        hash = 31 * hash + what.hashCode();
        if (isKept) {
            lines.add("%s  %-12s %s".formatted(when.toString().substring(11), who, what + detail.get()));
        }
    }

    /** 16 hexadecimal digits. */
    String hash() {
        return "%016x".formatted(hash);
    }

    List<String> lines() {
        return lines;
    }
}
