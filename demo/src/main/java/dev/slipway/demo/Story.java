package dev.slipway.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What happened, told as it happens: one line each, with the seconds since the beginning. */
final class Story {
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;

    Story(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** A new part of the story. */
    void chapter(String title) {
        out.printf("%n%s%n", title);
    }

    /** One event; {@code who} did or saw it. */
    void tell(String who, String what) {
        out.printf(Locale.ROOT, "%6.1f s  %-9s %s%n", seconds(elapsed()), who, what);
    }

    /** A program's own words, indented. */
    void quote(String text) {
        out.print(text.stripTrailing().indent(4));
    }

    /** Since the beginning. */
    Duration elapsed() {
        return Duration.between(begin, clock.instant());
    }

    /** When something happened, on the story's own scale. */
    Duration since(Instant when) {
        return Duration.between(begin, when);
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
