package dev.slipway.deployer.system;

import dev.slipway.deployer.reconcile.port.Background;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long work on virtual threads: one does it, one renews it. When the process stops, the work is told so and given time to
 * hand over, which is its own to do.
 */
public final class ThreadedBackground implements Background, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadedBackground.class);

    private final Duration grace;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Phaser running = new Phaser(1);

    /**
     * Starts nothing yet.
     *
     * @param grace how long {@link #close} waits for what is running
     */
    public ThreadedBackground(Duration grace) {
        this.grace = grace;
    }

    @Override
    public void start(LongWork work) {
        if (isStopping() || running.register() < 0) {
            return;
        }
        Thread.ofVirtual().name("long-work").start(() -> {
            try {
                run(work);
            } finally {
                running.arriveAndDeregister();
            }
        });
    }

    /** Tells what is running that the process stops, and waits until it has ended or the grace is over. */
    @Override
    public void close() {
        stopping.countDown();
        int phase = running.arriveAndDeregister();
        try {
            running.awaitAdvanceInterruptibly(phase, grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException e) {
            LOG.warn("long work did not hand over within {}; others take it over when its lease has ended", grace);
        }
    }

    private void run(LongWork work) {
        AtomicBoolean lost = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Thread renewal = Thread.ofVirtual().name("renewal").start(() -> renew(work, lost, done));
        try {
            work.run(() -> lost.get() || isStopping());
        } catch (RuntimeException e) {
            LOG.error("long work ended unexpectedly; it is taken up again when its lease has ended", e);
        } finally {
            done.countDown();
            // A renewal under way could otherwise come after what the work's end wrote.
            join(renewal);
        }
    }

    private static void renew(LongWork work, AtomicBoolean lost, CountDownLatch done) {
        try {
            while (!done.await(work.renewEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                if (!work.renew()) {
                    lost.set(true);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lost.set(true);
        } catch (RuntimeException e) {
            LOG.warn("a renewal failed, so the work is given up: {}", e.getMessage());
            lost.set(true);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
