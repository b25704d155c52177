package dev.slipway.deployer.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and who runs. Many strands, exactly one of them at a time: whoever waits looks itself for what comes
 * next, does it if it is an action, and hands over if it is another strand's turn. So there is no thread in between, and
 * everything here is only ever touched by the one that has the turn.
 *
 * <p>What is due at the same microsecond is ordered by the seed.
 */
final class Schedule {
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
    private final List<Strand> strands = new ArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final RandomGenerator random;
    private long nowMicros;
    private long count;
    private long steps;
    private boolean stopped;
    private @Nullable Strand running;
    private @Nullable Throwable failure;

    Schedule(Instant start, RandomGenerator random) {
        this.nowMicros = micros(start);
        this.random = random;
    }

    Instant now() {
        return instant(nowMicros);
    }

    /** Whose turn it is. */
    Strand running() {
        if (running == null) {
            throw new IllegalStateException("no strand has the turn");
        }
        return running;
    }

    /** How many turns were taken so far. */
    long steps() {
        return steps;
    }

    /** Does {@code action} when that time has come, on whichever strand then has the turn; it must not wait. */
    void at(Instant when, Runnable action) {
        waiting.add(entry(micros(when), null, action));
    }

    void after(Duration delay, Runnable action) {
        at(now().plus(delay), action);
    }

    /** Starts a strand a moment from now. */
    Strand start(String name, Runnable body) {
        var strand = new Strand(name, this, body);
        strands.add(strand);
        enqueue(strand, nowMicros);
        return strand;
    }

    /** Runs until nothing is left to do or {@link #stop} was called, then ends every strand. To be called once. */
    void run() throws InterruptedException {
        passOn(null);
        finished.await();
        for (Strand strand : strands) {
            strand.unwind();
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** Ends the run once whoever has the turn gives it back. */
    void stop() {
        stopped = true;
    }

    /** Ends the run, which then throws this; the first one counts. */
    void fail(Throwable why) {
        failure = failure == null ? why : failure;
        stopped = true;
    }

    /** The strand gives its turn back and gets it again after {@code delay}, or when {@link #wake} says so. */
    void rest(Strand self, Duration delay) {
        enqueue(self, nowMicros + delay.toNanos() / 1000);
        if (!passOn(self)) {
            throw new Killed();
        }
    }

    /** Lets a resting strand go on at {@code when}, if that is earlier than it would. */
    void wake(Strand strand, Instant when) {
        Entry present = strand.pending;
        long at = Math.max(nowMicros, micros(when));
        if (present != null && at < present.at) {
            enqueue(strand, at);
        }
    }

    /** A strand's body has ended: the turn goes to someone else. */
    void end(Strand self, @Nullable Throwable why) {
        self.pending = null;
        strands.remove(self);
        if (why != null && !(why instanceof Killed)) {
            fail(why);
        }
        passOn(null);
    }

    private void enqueue(Strand strand, long at) {
        Entry entry = entry(at, strand, null);
        strand.pending = entry;
        waiting.add(entry);
    }

    private Entry entry(long at, @Nullable Strand strand, @Nullable Runnable action) {
        return new Entry(Math.max(at, nowMicros), random.nextInt(), count++, strand, action);
    }

    /**
     * Does what is due next, and next, until it is the turn of {@code self} again.
     *
     * @param self null for one that does not want it again
     * @return false if the run is over
     */
    private boolean passOn(@Nullable Strand self) {
        while (!stopped) {
            Entry next = waiting.poll();
            if (next == null) {
                break;
            }
            nowMicros = next.at;
            if (next.strand == null) {
                act(next);
            } else if (next.strand.pending == next) {
                steps++;
                next.strand.pending = null;
                running = next.strand;
                if (next.strand == self) {
                    return true;
                }
                next.strand.resume();
                return self == null || self.await();
            }
        }
        stopped = true;
        finished.countDown();
        return self != null && self.await();
    }

    private void act(Entry entry) {
        try {
            if (entry.action != null) {
                entry.action.run();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /** One thing to come: a strand's turn, or an action. */
    static final class Entry implements Comparable<Entry> {
        private final long at;
        private final int lot;
        private final long number;
        private final @Nullable Strand strand;
        private final @Nullable Runnable action;

        private Entry(long at, int lot, long number, @Nullable Strand strand, @Nullable Runnable action) {
            this.at = at;
            this.lot = lot;
            this.number = number;
            this.strand = strand;
            this.action = action;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            if (byTime != 0) {
                return byTime;
            }
            int byLot = Integer.compare(lot, other.lot);
            return byLot != 0 ? byLot : Long.compare(number, other.number);
        }
    }
}
