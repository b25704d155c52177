package dev.slipway.deployer;

import dev.slipway.deployer.reconcile.BackOff;
import dev.slipway.deployer.reconcile.ConfigWatch;
import dev.slipway.deployer.reconcile.ProblemLog;
import dev.slipway.deployer.reconcile.Reconciler;
import dev.slipway.deployer.reconcile.Sweep;
import dev.slipway.deployer.reconcile.Worker;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.Ids;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.stimulus.Home;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process at work: threads that take messages from the queue, and one that sweeps. Any number of such processes may
 * run; none of them is special.
 */
public final class Deployer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(4), Duration.ofSeconds(20));
    /** All of them together: with the hand-over of smoke runs it stays within a container's stop timeout of 30 s. */
    private static final Duration TO_FINISH_TURNS = Duration.ofSeconds(12);

    private static final String QUEUE = "the work queue";

    private final Inbox inbox;
    private final Worker worker;
    private final Sweep sweep;
    private final ConfigWatch configuration;
    private final int concurrency;
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** By kind of work. */
    private final ConcurrentSkipListMap<String, Waiting> waitingFor = new ConcurrentSkipListMap<>();

    private final Ids ids;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Thread> polling = ConcurrentHashMap.newKeySet();

    /**
     * A process that is not started yet.
     *
     * @param prefix      of the SSM parameters, without slashes
     * @param concurrency how many messages are handled at once, 1 or more
     * @param lease       of smoke runs
     * @param home        whose pushes count
     */
    public Deployer(Ports ports, String prefix, int concurrency, Lease lease, Home home) {
        var reconciler = new Reconciler(ports, prefix, lease);
        this.inbox = ports.inbox();
        this.ids = ports.ids();
        this.clock = ports.clock();
        this.worker = new Worker(ports, reconciler, prefix, home);
        this.sweep = new Sweep(ports, reconciler, prefix);
        this.configuration = new ConfigWatch(ports, sweep);
        this.concurrency = concurrency;
        waitingFor.put(QUEUE, new Waiting("", "the first look at it", clock.monotonic()));
    }

    /** Starts the threads and returns. */
    public void start() {
        threads.add(Thread.ofVirtual().name("sweep").start(this::sweepUntilStopped));
        threads.add(Thread.ofVirtual().name("configuration").start(this::watchUntilStopped));
        for (int n = 0; n < concurrency; n++) {
            threads.add(Thread.ofVirtual().name("worker-" + n).start(this::workUntilStopped));
        }
    }

    /** What keeps the process from working, a clause each; empty if it works. For {@code /readyz}. */
    public List<String> waitingFor() {
        return waitingFor.entrySet().stream()
                .map(work -> work.getKey() + ": " + work.getValue().text())
                .toList();
    }

    /** Takes no more work, and waits until the turns under way are over. */
    @Override
    public void close() {
        stopping.countDown();
        // A long poll has nothing to finish: what it receives becomes visible again.
        polling.forEach(Thread::interrupt);
        Duration end = clock.monotonic().plus(TO_FINISH_TURNS);
        threads.forEach(thread -> join(thread, end.minus(clock.monotonic())));
    }

    private void workUntilStopped() {
        repeat(QUEUE, Duration.ZERO, () -> receive().forEach(worker::handle));
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
        repeat("the journal", Sweep.EVERY, sweep::run);
    }

    private void watchUntilStopped() {
        repeat("the configuration", ConfigWatch.EVERY, configuration::look);
    }

    /** Until the process stops; what fails is left alone for longer each time, and by each process for another while. */
    private void repeat(String what, Duration pause, Runnable work) {
        int failures = 0;
        while (!isStopping()) {
            Duration again = BACK_OFF.after(failures + 1, ids.token());
            boolean works = attempt(what, work, again);
            failures = works ? 0 : failures + 1;
            if (stopsWithin(works ? pause : again)) {
                return;
            }
        }
    }

    /** One bad message or an AWS outage must not end the process: it says so, waits, and goes on. */
    private boolean attempt(String what, Runnable work, Duration again) {
        Duration begun = clock.monotonic();
        try {
            work.run();
            answered(what, begun);
            return true;
        } catch (PortFailure failure) {
            if (!isStopping()) {
                tell(what, failure, begun, clock.now().plus(again));
            }
        } catch (RuntimeException bug) {
            LOG.error("unexpected; going on with the next message", bug);
        }
        return false;
    }

    /** A call that began before the newest failure says nothing of now. */
    private void answered(String what, Duration begun) {
        Waiting waiting = waitingFor.get(what);
        if (waiting != null && begun.compareTo(waiting.since()) >= 0 && waitingFor.remove(what, waiting)) {
            LOG.info("{} answers", what);
        }
    }

    /**
     * What a kind of work waits for.
     *
     * @param failure which call fails in which way; empty if none did yet
     * @param since   of the newest failure, by the clock that never jumps
     */
    private record Waiting(String failure, String text, Duration since) {}

    /**
     * Once, and again whenever it is another failure; but not if the call began before the newest one, of which several
     * threads at a long poll know in turn.
     */
    private void tell(String what, PortFailure failure, Duration begun, Instant again) {
        String kind = failure.action() + " " + failure.kind();
        Waiting newest = waitingFor.get(what);
        if (newest != null && !newest.failure().equals(kind) && begun.compareTo(newest.since()) < 0) {
            return;
        }
        String text = failure.getMessage() + "; trying again at " + again.truncatedTo(ChronoUnit.SECONDS);
        Waiting before = waitingFor.put(what, new Waiting(kind, text, clock.monotonic()));
        if (before == null || !before.failure().equals(kind)) {
            ProblemLog.tell(ProblemLog.of(failure, what, again));
        }
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
