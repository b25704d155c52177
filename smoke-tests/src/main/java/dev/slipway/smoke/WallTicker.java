package dev.slipway.smoke;

import dev.slipway.smoke.cli.Ticker;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Calls by the clock it was handed, from a daemon thread. */
record WallTicker(LongSupplier nanoClock) implements Ticker {
    private static final long EVERY_MILLIS = 250;

    @Override
    public Ticking start(Consumer<Duration> look) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("smoke-progress").factory());
        long start = nanoClock.getAsLong();
        var unused = timer.scheduleWithFixedDelay(
                () -> look.accept(Duration.ofNanos(nanoClock.getAsLong() - start)),
                EVERY_MILLIS,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        return () -> {
            timer.shutdownNow();
            try {
                var ignored = timer.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
