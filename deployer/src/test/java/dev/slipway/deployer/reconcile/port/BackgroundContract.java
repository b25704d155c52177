package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every {@link Background} keeps to. */
public abstract class BackgroundContract {
    protected abstract Background background();

    /** Lets the work go on until this holds. */
    protected abstract void until(BooleanSupplier holds);

    /** What work does that has to wait. */
    protected abstract void breathe();

    @Test
    void startsTheWorkAndReturnsAtOnce() {
        var mayEnd = new AtomicInteger();
        Work work = new Work(
                isCancelled -> {
                    while (mayEnd.get() == 0) {
                        breathe();
                    }
                },
                Integer.MAX_VALUE);

        background().start(work);

        mayEnd.set(1);
        until(() -> work.log.contains("ended"));
        assertThat(work.log).endsWith("ended");
    }

    @Test
    void renewsWhileTheWorkRunsAndNeverAfterItHasEnded() {
        Work work = new Work(this::untilCancelled, 3);

        background().start(work);

        until(() -> work.log.contains("ended"));
        assertThat(work.log).containsExactly("renewed", "renewed", "renewed", "not renewed", "ended");
    }

    @Test
    void cancelsTheWorkIfARenewalFails() {
        Work work = new Work(this::untilCancelled, -1);

        background().start(work);

        until(() -> work.log.contains("ended"));
        assertThat(work.log).containsExactly("ended");
    }

    @Test
    void outlivesWorkThatFails() {
        Work work = new Work(isCancelled -> {}, Integer.MAX_VALUE);
        background()
                .start(new Work(
                        isCancelled -> {
                            throw PortFailure.uncertain("dynamodb:PutItem", "no answer came");
                        },
                        Integer.MAX_VALUE));

        background().start(work);

        until(() -> work.log.contains("ended"));
        assertThat(work.log).containsExactly("ended");
    }

    private void untilCancelled(BooleanSupplier isCancelled) {
        while (!isCancelled.getAsBoolean()) {
            breathe();
        }
    }

    /** Does as told and writes down what happens to it. */
    private static final class Work implements Background.LongWork {
        private final List<String> log = new CopyOnWriteArrayList<>();
        private final AtomicInteger renewed = new AtomicInteger();
        private final Consumer<BooleanSupplier> body;
        private final int renewals;

        /** {@code renewals}: how many succeed; negative if the first one already fails. */
        Work(Consumer<BooleanSupplier> body, int renewals) {
            this.body = body;
            this.renewals = renewals;
        }

        @Override
        public void run(BooleanSupplier isCancelled) {
            body.accept(isCancelled);
            log.add("ended");
        }

        @Override
        public boolean renew() {
            if (renewals < 0) {
                throw PortFailure.uncertain("dynamodb:PutItem", "no answer came");
            }
            boolean isOurs = renewed.getAndIncrement() < renewals;
            log.add(isOurs ? "renewed" : "not renewed");
            return isOurs;
        }

        @Override
        public Duration renewEvery() {
            return Duration.ofMillis(20);
        }
    }
}
