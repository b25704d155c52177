package dev.slipway.smoke.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for parts of a run, to their end whatever happens: they end soon when the run is cancelled. */
final class Waiting {
    private Waiting() {}

    /** What {@code future} came to. */
    static <T> T of(Future<T> future) {
        return of(future, () -> {});
    }

    /**
     * What {@code future} came to.
     *
     * @param interrupted told of an interruption of the waiting thread, which stays set
     */
    static <T> T of(Future<T> future, Runnable interrupted) {
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    interrupted.run();
                } catch (ExecutionException e) {
                    throw RunBroken.by(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
