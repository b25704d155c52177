package dev.slipway.smoke.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a run, from any thread, to stop: requests under way are cut off, clean-ups still run. Thread-safe. */
public final class Cancellation {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Map<Registration, Runnable> actions = new ConcurrentHashMap<>();

    /** A token nobody has cancelled yet. */
    public static Cancellation create() {
        return new Cancellation();
    }

    private Cancellation() {}

    /** Cancels. Doing it again does nothing. */
    public void cancel() {
        cancelled.countDown();
        actions.keySet().forEach(Registration::runOnce);
    }

    /** Whether it was cancelled. */
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Waits for the cancellation, at most {@code pause}; an interruption of the waiting thread cancels. */
    public void await(Duration pause) {
        try {
            var ignored = cancelled.await(Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
        }
    }

    /** Runs {@code action} once on cancellation, at once if that has been, unless closed before. */
    public Registration onCancel(Runnable action) {
        Registration registration = new Registration();
        actions.put(registration, action);
        if (isCancelled()) {
            registration.runOnce();
        }
        return registration;
    }

    /** An action waiting for the cancellation; closing it forgets the action. */
    public final class Registration implements AutoCloseable {
        private Registration() {}

        private void runOnce() {
            Runnable action = actions.remove(this);
            if (action != null) {
                action.run();
            }
        }

        @Override
        public void close() {
            actions.remove(this);
        }
    }
}
