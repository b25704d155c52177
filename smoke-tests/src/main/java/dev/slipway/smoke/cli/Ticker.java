package dev.slipway.smoke.cli;

import java.time.Duration;
import java.util.function.Consumer;

/** Port: calls again and again while something goes on. */
public interface Ticker {
    /** Calls {@code look} several times a second with the time since now, until what it answers with is closed. */
    Ticking start(Consumer<Duration> look);

    /** A ticker at work. */
    interface Ticking extends AutoCloseable {
        /** Ends it; when this returns, it calls no more. */
        @Override
        void close();
    }
}
