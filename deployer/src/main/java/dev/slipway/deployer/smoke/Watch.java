package dev.slipway.deployer.smoke;

import dev.slipway.smoke.run.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks again and again whether a run is cancelled, on a thread of its own, and passes it on to the run. */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Cancellation cancellation = Cancellation.create();
    private final CountDownLatch done = new CountDownLatch(1);

    private Watch() {}

    static Watch over(BooleanSupplier isCancelled) {
        Watch watch = new Watch();
        Thread.ofVirtual().name("smoke-watch").start(() -> watch.ask(isCancelled));
        return watch;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void ask(BooleanSupplier isCancelled) {
        try {
            do {
                if (isCancelled.getAsBoolean()) {
                    cancellation.cancel();
                    return;
                }
            } while (!done.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
        }
    }
}
