package dev.slipway.deployer.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.Background;
import dev.slipway.deployer.reconcile.port.BackgroundContract;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadedBackgroundTest extends BackgroundContract {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ThreadedBackground background = new ThreadedBackground(SOON);

    @Override
    protected Background background() {
        return background;
    }

    @Override
    protected void until(BooleanSupplier holds) {
        Eventually.holds(SOON, () -> assertThat(holds.getAsBoolean()).isTrue());
    }

    @Override
    protected void breathe() {
        Thread.onSpinWait();
    }

    @AfterEach
    void close() {
        background.close();
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
