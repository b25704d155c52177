package dev.slipway.deployer.reconcile.port;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Work that takes minutes, outside any turn. */
public interface Background {

    /** Starts it and returns at once. If the process is stopping, it may not be started at all. */
    void start(LongWork work);

    /** Something that runs long and has to show that it is alive. */
    interface LongWork {

        /** Does it. {@code isCancelled} becomes true when a renewal failed or the process stops. */
        void run(BooleanSupplier isCancelled);

        /** Called every {@link #renewEvery} while it runs; false if it is no longer ours to do. */
        boolean renew();

        Duration renewEvery();
    }
}
