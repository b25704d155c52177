package dev.slipway.deployer;

import dev.slipway.deployer.reconcile.ConfigWatch;
import dev.slipway.deployer.reconcile.Reconciler;
import dev.slipway.deployer.reconcile.Sweep;
import dev.slipway.deployer.reconcile.Worker;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process at work: threads that take messages from the queue, and one that sweeps. Any number of such processes may
 * run; none of them is special.
 */
public final class Deployer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration TO_FINISH_A_TURN = Duration.ofSeconds(25);

    private final Inbox inbox;
    private final Worker worker;
    private final Sweep sweep;
    private final ConfigWatch configuration;
    private final int concurrency;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<Optional<String>> waitingFor =
            new AtomicReference<>(Optional.of("the first look at the queue"));
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Thread> polling = ConcurrentHashMap.newKeySet();

    /**
     * A process that is not started yet.
     *
     * @param prefix      of the SSM parameters, without slashes
     * @param concurrency how many messages are handled at once, 1 or more
     */
    public Deployer(Ports ports, String prefix, int concurrency) {
        var reconciler = new Reconciler(ports, prefix);
        this.inbox = ports.inbox();
        this.worker = new Worker(ports, reconciler, prefix);
        this.sweep = new Sweep(ports, reconciler, prefix);
        this.configuration = new ConfigWatch(ports, sweep);
        this.concurrency = concurrency;
    }

    /** Starts the threads and returns. */
    public void start() {
        threads.add(Thread.ofVirtual().name("sweep").start(this::sweepUntilStopped));
        threads.add(Thread.ofVirtual().name("configuration").start(this::watchUntilStopped));
        for (int n = 0; n < concurrency; n++) {
            threads.add(Thread.ofVirtual().name("worker-" + n).start(this::workUntilStopped));
        }
    }

    /** What keeps the process from working; empty if it works. For {@code /readyz}. */
    public Optional<String> waitingFor() {
        return waitingFor.get();
    }

    /** Takes no more work, and waits until the turns under way are over. */
    @Override
    public void close() {
        stopping.countDown();
        // A long poll has nothing to finish: what it receives becomes visible again.
        polling.forEach(Thread::interrupt);
        threads.forEach(thread -> join(thread, TO_FINISH_A_TURN));
    }

    private void workUntilStopped() {
        while (!isStopping()) {
            attempt("the work queue", () -> receive().forEach(worker::handle));
        }
    }

    private List<Inbox.Message> receive() {
        polling.add(Thread.currentThread());
        try {
            return isStopping() ? List.of() : inbox.receive(1, LONG_POLL);
        } finally {
            polling.remove(Thread.currentThread());
        }
    }

    private void sweepUntilStopped() {
        do {
            attempt("the journal", sweep::run);
        } while (!stopsWithin(Sweep.EVERY));
    }

    private void watchUntilStopped() {
        do {
            attempt("the configuration", configuration::look);
        } while (!stopsWithin(ConfigWatch.EVERY));
    }

    /** One bad message or an AWS outage must not end the process: it says so, waits, and goes on. */
    private void attempt(String what, Runnable work) {
        try {
            work.run();
            waitingFor.set(Optional.empty());
        } catch (PortFailure failure) {
            if (isStopping()) {
                return;
            }
            waitingFor.set(Optional.of(what + ": " + told(failure)));
            LOG.warn("waiting for {}: {}", what, told(failure));
            stopsWithin(AFTER_FAILURE);
        } catch (RuntimeException bug) {
            LOG.error("unexpected; going on with the next message", bug);
            stopsWithin(AFTER_FAILURE);
        }
    }

    /** The adapter's sentence mostly names the call already. */
    private static String told(PortFailure failure) {
        return failure.getMessage().startsWith(failure.action())
                ? failure.getMessage()
                : failure.action() + " " + failure.kind() + " " + failure.getMessage();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithin(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void join(Thread thread, Duration time) {
        try {
            if (!thread.join(time)) {
                LOG.warn("{} did not finish its turn; whoever looks next takes over", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
