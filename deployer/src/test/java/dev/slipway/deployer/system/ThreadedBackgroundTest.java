package dev.slipway.deployer.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.Background;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadedBackgroundTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ThreadedBackground background = new ThreadedBackground(SOON);

    @AfterEach
    void close() {
        background.close();
    }

    @Test
    void startsTheWorkAndReturnsAtOnce() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);

        background.start(new Work(isCancelled -> {
            await(mayEnd);
            ended.countDown();
        }));

        mayEnd.countDown();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void renewsWhileTheWorkRunsAndNeverAfterItHasEnded() {
        Work work = new Work(ThreadedBackgroundTest::untilCancelled);
        work.renewals = 3;

        background.start(work);

        Eventually.holds(
                SOON,
                () -> assertThat(work.log).containsExactly("renewed", "renewed", "renewed", "not renewed", "ended"));
    }

    @Test
    void cancelsTheWorkIfARenewalThrows() {
        Work work = new Work(ThreadedBackgroundTest::untilCancelled);
        work.renewals = -1;

        background.start(work);

        Eventually.holds(SOON, () -> assertThat(work.log).containsExactly("ended"));
    }

    @Test
    void waitsForTheHandOverWhenItIsClosed() {
        Work work = new Work(ThreadedBackgroundTest::untilCancelled);
        work.renewals = Integer.MAX_VALUE;
        background.start(work);

        background.close();

        assertThat(work.log).endsWith("ended");
    }

    @Test
    void startsNothingOnceItIsClosed() {
        Work work = new Work(isCancelled -> {});

        background.close();
        background.start(work);

        assertThat(work.log).isEmpty();
    }

    @Test
    void outlivesWorkThatThrows() {
        Work work = new Work(isCancelled -> {});
        background.start(new Work(isCancelled -> {
            throw new IllegalStateException("a bug");
        }));

        background.start(work);

        Eventually.holds(SOON, () -> assertThat(work.log).containsExactly("ended"));
    }

    private static void untilCancelled(BooleanSupplier isCancelled) {
        while (!isCancelled.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does as told and writes down what happens to it. */
    private static final class Work implements Background.LongWork {
        private final List<String> log = new CopyOnWriteArrayList<>();
        private final AtomicInteger renewed = new AtomicInteger();
        private final java.util.function.Consumer<BooleanSupplier> body;
        private volatile int renewals;

        Work(java.util.function.Consumer<BooleanSupplier> body) {
            this.body = body;
        }

        @Override
        public void run(BooleanSupplier isCancelled) {
            body.accept(isCancelled);
            log.add("ended");
        }

        @Override
        public boolean renew() {
            if (renewals < 0) {
                throw new IllegalStateException("the journal does not answer");
            }
            boolean isOurs = renewed.getAndIncrement() < renewals;
            log.add(isOurs ? "renewed" : "not renewed");
            return isOurs;
        }

        @Override
        public Duration renewEvery() {
            return Duration.ofMillis(5);
        }
    }
}
