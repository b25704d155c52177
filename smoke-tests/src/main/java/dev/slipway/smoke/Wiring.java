package dev.slipway.smoke;

import dev.slipway.smoke.cli.Streams;
import dev.slipway.smoke.cli.Surroundings;
import dev.slipway.smoke.net.HttpTransport;
import dev.slipway.smoke.report.LogEvents;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;

/** Puts the engine together on the real network and clock: the only place, with {@link Main}, that touches either. */
public final class Wiring {
    private Wiring() {}

    /** A runner on the real network and clock, for a process that keeps it. Its one timer thread is a daemon. */
    public static SmokeRunner runner() {
        return runner(Thread.ofVirtual().name("smoke-", 0).factory());
    }

    /**
     * A runner for a process that ends with the run. A JVM in which a virtual thread has read from a socket waits 0.3 s before it
     * exits, for the poller of such threads. Numbering threads takes the JVM longer than a request, so they share a name.
     */
    private static SmokeRunner runnerOfCommand() {
        return runner(Thread.ofPlatform().daemon().name("smoke").factory());
    }

    private static SmokeRunner runner(ThreadFactory threads) {
        SystemTime time = new SystemTime(Clock.systemUTC(), System::nanoTime);
        return SmokeRunner.of(HttpTransport.open(time), time, threads, engine());
    }

    /** One structured log event per attempt and verdict, under the logger {@code dev.slipway.smoke}. */
    public static RunListener logEvents() {
        return LogEvents.into(LoggerFactory.getLogger("dev.slipway.smoke"));
    }

    /** A run id nobody used before, short enough to be read aloud: {@code s-4f7a21c09b}. */
    public static String runId() {
        // Unique is enough: what is also hard to guess takes the command a tenth of its start to set up.
        return "s-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 10);
    }

    static Surroundings surroundings(Cancellation cancellation) {
        return new Surroundings(
                Wiring::runnerOfCommand,
                System.getenv(),
                Wiring::runId,
                () -> ThreadLocalRandom.current().nextInt(1, 1_000_000),
                cancellation,
                Wiring::logEvents,
                engine(),
                Streams.out(),
                Streams.err(),
                Boolean.getBoolean("slipway.terminal")
                        ? Optional.of(new WallTicker(System::nanoTime))
                        : Optional.empty());
    }

    /** The engine's name and version, as requests and reports say it. */
    public static String engine() {
        Properties properties = new Properties();
        try (InputStream in = Wiring.class.getResourceAsStream("engine.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("engine.properties of this jar can't be read", e);
        }
        return "smoke-tests/" + properties.getProperty("version");
    }
}
