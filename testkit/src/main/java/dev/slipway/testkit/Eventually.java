package dev.slipway.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Waits until something holds. The only place in the tests that sleeps, and it sleeps between looks, never instead of one. */
public final class Eventually {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Eventually() {}

    /** Runs {@code assertions} until they pass; after {@code atMost} throws what they threw last. */
    public static void holds(Duration atMost, ThrowingRunnable assertions) {
        get(atMost, () -> {
            assertions.run();
            return true;
        });
    }

    /** The first answer of {@code probe} that is not an exception; after {@code atMost} throws what it threw last. */
    public static <T> T get(Duration atMost, Callable<T> probe) {
        long end = System.nanoTime() + atMost.toNanos();
        @Nullable Throwable last = null;
        while (last == null || System.nanoTime() < end) {
            try {
                return probe.call();
            } catch (Exception | AssertionError e) {
                last = e;
            }
            pause();
        }
        throw new AssertionError("still not so after " + atMost + ": " + last.getMessage(), last);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    /** An assertion or several. */
    @FunctionalInterface
    public interface ThrowingRunnable {
        void run() throws Exception;
    }
}
