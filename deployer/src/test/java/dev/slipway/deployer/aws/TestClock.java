package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Tells the instants it was given, one at each look, and stays at the last. */
final class TestClock implements Clock {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Deque<Instant> instants = new ArrayDeque<>();

    private TestClock() {}

    static TestClock at(Instant... instants) {
        TestClock clock = new TestClock();
        clock.set(instants);
        return clock;
    }

    /** Tells these from now on. */
    synchronized void set(Instant... next) {
        instants.clear();
        instants.addAll(Arrays.asList(next));
    }

    @Override
    public synchronized Instant now() {
        return instants.size() == 1 ? instants.getFirst() : instants.removeFirst();
    }

    @Override
    public Duration monotonic() {
        return Duration.ZERO;
    }
}
