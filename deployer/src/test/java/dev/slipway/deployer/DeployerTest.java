package dev.slipway.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.stimulus.Home;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A process at work: two threads that take messages, one that sweeps. */
class DeployerTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Inbox.Message WAKE_UP =
            new Inbox.Message("m1", "r1", new Stimulus.WakeUp(new ServiceName("shop-api"), "its-token").body(), 1);

    private final MapJournal journal = new MapJournal();
    private final Queue<Inbox.Message> messages = new ConcurrentLinkedQueue<>();
    private final List<Object> deleted = new CopyOnWriteArrayList<>();
    /** How many long polls wait for a message. */
    private final AtomicInteger polling = new AtomicInteger();

    private final AtomicInteger turnsUnderWay = new AtomicInteger();
    private final CountDownLatch turnMayEnd = new CountDownLatch(1);
    private final AtomicLong seconds = new AtomicLong();
    /** By how much the clock goes on between two looks at it. */
    private volatile long secondsPerLook;

    private volatile Optional<PortFailure> queueTrouble = Optional.empty();

    private final Deployer deployer =
            new Deployer(ScriptedPorts.of(journal, this::answer), "slipway", 2, Lease.DEFAULT, Home.UNKNOWN);

    @AfterEach
    void stop() {
        turnMayEnd.countDown();
        deployer.close();
    }

    @Nested
    class WaitsFor {
        @Test
        void theFirstLookAtTheQueueBeforeItIsStarted() {
            var waitingFor = deployer.waitingFor();

            assertThat(waitingFor).containsExactly("the work queue: the first look at it");
        }

        @Test
        void nothingOnceTheQueueAnswers() {
            messages.add(WAKE_UP);
            turnMayEnd.countDown();

            deployer.start();

            eventually(() -> assertThat(deployer.waitingFor()).isEmpty());
        }

        @Test
        void aQueueThatIsMissing() {
            queueTrouble = Optional.of(PortFailure.notFound(
                    "sqs:ReceiveMessage", "QueueDoesNotExist", "sqs:ReceiveMessage was answered 'QueueDoesNotExist'"));

            deployer.start();

            eventually(() -> assertThat(deployer.waitingFor())
                    .singleElement()
                    .asString()
                    .matches("the work queue: sqs:ReceiveMessage was answered 'QueueDoesNotExist'; trying again at"
                            + " 2026-01-01T12:00:0[2-4]Z"));
        }

        @Test
        void aTableThatDoesNotAnswer() {
            journal.goAway();

            deployer.start();

            eventually(() -> assertThat(deployer.waitingFor())
                    .anySatisfy(text -> assertThat(text)
                            .matches("the journal: timed out; trying again at 2026-01-01T12:00:0[2-4]Z")));
        }
    }

    @Nested
    class WhenItStops {
        @Test
        void givesUpItsLongPolls() {
            deployer.start();
            eventually(() -> assertThat(polling).hasValue(2));

            boolean isClosed = isOver(closing());

            assertThat(isClosed).isTrue();
            assertThat(polling).hasValue(0);
        }

        @Test
        void letsTheTurnUnderWayEnd() {
            startATurn();

            Thread closing = closing();
            eventually(() -> assertThat(polling).hasValue(0));
            boolean isClosedBefore = isOver(closing, Duration.ofMillis(300));
            turnMayEnd.countDown();

            assertThat(isClosedBefore).isFalse();
            assertThat(isOver(closing)).isTrue();
            assertThat(deleted).containsExactly(WAKE_UP);
        }

        /** ECS kills a container after 30 s, and smoke runs are still to be handed over then. */
        @Test
        void waitsNoLongerThanTwelveSecondsForATurnThatDoesNotEnd() {
            startATurn();
            // One look to know the end, one for each thread before the turn's: then it is reached.
            secondsPerLook = 4;

            boolean isClosed = isOver(closing());

            assertThat(isClosed).isTrue();
            assertThat(deleted).isEmpty();
        }

        private void startATurn() {
            messages.add(WAKE_UP);
            deployer.start();
            eventually(() -> assertThat(turnsUnderWay).hasValue(1));
            eventually(() -> assertThat(polling).hasValue(1));
        }

        private Thread closing() {
            return Thread.ofVirtual().start(deployer::close);
        }
    }

    private static void eventually(Runnable assertions) {
        Eventually.holds(SOON, assertions::run);
    }

    private static boolean isOver(Thread thread) {
        return isOver(thread, SOON);
    }

    private static boolean isOver(Thread thread, Duration atMost) {
        try {
            return thread.join(atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
        return switch (call) {
            case "now" -> Instant.parse("2026-01-01T12:00:00Z");
            case "monotonic" -> Duration.ofSeconds(seconds.addAndGet(secondsPerLook));
            case "token" -> "token";
            case "current" -> type == ConfigSource.class ? nothingConfigured() : List.of();
            case "receive" -> receive();
            case "delete" -> delete(arguments.getFirst());
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    private static ConfigSet nothingConfigured() {
        return new ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
    }

    private List<Inbox.Message> receive() {
        if (queueTrouble.isPresent()) {
            throw queueTrouble.get();
        }
        Inbox.Message message = messages.poll();
        if (message != null) {
            return List.of(message);
        }
        polling.incrementAndGet();
        try {
            boolean isOver = new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            throw new AssertionError("nobody ends this: " + isOver);
        } catch (InterruptedException e) {
            return List.of();
        } finally {
            polling.decrementAndGet();
        }
    }

    /** The end of a turn, which lasts until it may end. */
    private boolean delete(Object message) {
        turnsUnderWay.incrementAndGet();
        try {
            turnMayEnd.await();
        } catch (InterruptedException e) {
            throw new AssertionError("a turn under way is not to be interrupted", e);
        }
        return deleted.add(message);
    }
}
