package dev.slipway.demo.program;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cuts every waiting short when there is nothing left to wait for. Only the first reason counts. */
public final class Alarm {
    private final CountDownLatch raised = new CountDownLatch(1);
    private final AtomicReference<@Nullable Supplier<DemoFailure>> reason = new AtomicReference<>();

    void raise(Supplier<DemoFailure> because) {
        if (reason.compareAndSet(null, because)) {
            raised.countDown();
        }
    }

    /**
     * Waits.
     *
     * @throws DemoFailure as soon as the alarm is raised
     */
    void idle(Duration time) {
        try {
            if (raised.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DemoFailure.interrupted();
        }
    }

    private void check() {
        Supplier<DemoFailure> because = reason.get();
        if (because != null) {
            throw because.get();
        }
    }
}
