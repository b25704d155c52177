package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.ecs.TaskLost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the world along with a clock. Every call and every tick holds the one lock; what they want done is carried out
 * outside it, by one thread, in the order in which it was wanted.
 */
public final class Driver implements Calls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

    private final World world;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("world-timer").factory());
    private final ExecutorService effectsInOrder = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("world-effects").factory());

    private final Chronicle chronicle;
    private @Nullable Effects effects;
    private long delivered;
    private Instant latest = Instant.MIN;
    private @Nullable Instant armedFor;
    private @Nullable Future<?> armed;
    private boolean closed;

    /** A driver of a world that nobody remembers. */
    public Driver(World world, InstantSource clock) {
        this(world, clock, Chronicle.NONE);
    }

    /**
     * A driver of a world.
     *
     * @param world     in which nothing has happened yet
     * @param chronicle what is to happen in it first, and where everything is added that happens then
     */
    public Driver(World world, InstantSource clock, Chronicle chronicle) {
        this.world = world;
        this.clock = clock;
        this.chronicle = chronicle;
    }

    /**
     * Says who carries out what the world wants, and brings the world to where its chronicle left it. To be called once,
     * before the first call.
     *
     * @throws RuntimeException if the chronicle does not tell of this world
     */
    public void start(Effects effects) {
        lock.lock();
        try {
            this.effects = effects;
            var past = new Past(world, chronicle.delivered());
            chronicle.replay(past::happen);
            latest = past.latest();
            chronicle.shorten(this::read);
            delivered = chronicle.delivered();
            past.undelivered().forEach(this::wish);
            if (past.hasHappened()) {
                wish(new Emitted.DataPlaneChanged());
            }
            past.passUntil(now()).forEach(this::wish);
            rearm(world.nextDue());
            past.tasks().forEach(task -> call(new TaskLost(task, TaskLost.HOST_GONE)));
        } finally {
            lock.unlock();
        }
    }

    private <R> R read(Call<R> call) {
        return world.apply(call, latest);
    }

    @Override
    public <R> R call(Call<R> call) {
        lock.lock();
        try {
            if (effects == null) {
                throw new IllegalStateException(
                        "asked before it was started: " + call.getClass().getSimpleName());
            }
            try {
                return applied(call, now());
            } finally {
                handOver();
            }
        } finally {
            lock.unlock();
        }
    }

    private <R> R applied(Call<R> call, Instant now) {
        try {
            R answer = world.apply(call, now);
            chronicle.add(now, call, answer);
            return answer;
        } catch (AwsRefusal refusal) {
            chronicle.add(now, call, refusal);
            throw refusal;
        }
    }

    /** Stops the timer; what was wanted before is still carried out, within five seconds. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            timer.shutdownNow();
            effectsInOrder.shutdown();
        } finally {
            lock.unlock();
        }
        try {
            if (!effectsInOrder.awaitTermination(5, TimeUnit.SECONDS)) {
                effectsInOrder.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        lock.lock();
        try {
            armedFor = null;
            handOver();
        } catch (RuntimeException e) {
            LOG.error("the modelled world could not move on", e);
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        for (Emitted emitted : world.advanceTo(now())) {
            wish(emitted);
        }
        rearm(world.nextDue());
    }

    private void wish(Emitted emitted) {
        if (!closed) {
            effectsInOrder.execute(() -> carryOut(emitted));
        }
    }

    private void carryOut(Emitted emitted) {
        Effects present = effects;
        if (present == null) {
            return;
        }
        try {
            present.carryOut(emitted, this);
        } catch (RuntimeException e) {
            LOG.error("what the world wanted could not be done: {}", emitted, e);
        }
        if (emitted instanceof Emitted.Deliver) {
            delivered++;
            chronicle.delivered(delivered);
        }
    }

    private void rearm(Optional<Instant> due) {
        if (closed || due.isEmpty() || due.get().equals(armedFor)) {
            return;
        }
        if (armed != null) {
            armed.cancel(false);
        }
        armedFor = due.get();
        long nanos = Math.max(0, Duration.between(clock.instant(), due.get()).toNanos());
        armed = timer.schedule(this::tick, nanos, TimeUnit.NANOSECONDS);
    }

    /** The clock's time; never earlier than what it said before, even if the machine's clock was set back. */
    private Instant now() {
        Instant read = clock.instant();
        latest = read.isAfter(latest) ? read : latest;
        return latest;
    }
}
