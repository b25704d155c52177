package dev.slipway.smoke;

import dev.slipway.smoke.cli.SmokeCommand;
import dev.slipway.smoke.run.Cancellation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The command {@code smoke}. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its code; Ctrl-C ends a run early, its clean-ups still run. */
    public static void main(String[] args) {
        prepare(args);
        Cancellation cancellation = Cancellation.create();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(interrupted(cancellation, ended));
        int code = SmokeCommand.BUG;
        try {
            code = SmokeCommand.in(Wiring.surroundings(cancellation)).execute(List.of(args));
        } finally {
            ended.countDown();
        }
        // As System.exit(code), which sets up a logger first, to tell of the exit. Everything is written by now.
        Runtime.getRuntime().halt(code);
    }

    static void prepare(String... args) {
        System.setProperty("logback.configurationFile", "dev/slipway/smoke/logback-command.xml");
        if (!Arrays.asList(args).contains("--log-events")) {
            // Nobody will read a log: a run is over before one is set up.
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    static Thread interrupted(Cancellation cancellation, CountDownLatch ended) {
        return new Thread(() -> endEarly(cancellation, ended), "smoke-interrupted");
    }

    private static void endEarly(Cancellation cancellation, CountDownLatch ended) {
        if (ended.getCount() > 0) {
            cancellation.cancel();
        }
        try {
            var ignored = ended.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
