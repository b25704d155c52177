package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.suite.Repeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Makes the iterations of a repeated test, some at a time, until the verdict is clear. Thread-safe. */
final class Iterations {
    private static final int MOST_KEPT = 20;
    private final Repeat repeat;
    private final List<AttemptReport> kept = new ArrayList<>();
    private final List<Duration> answered = new ArrayList<>();
    private int begun;
    private int ran;
    private int failed;
    private int errors;

    private Iterations(Repeat repeat) {
        this.repeat = repeat;
    }

    /**
     * All of them.
     *
     * @param attempt makes the iteration of a number from 1
     * @param isOver whether no more may begin
     */
    static Iterations make(
            Repeat repeat, ThreadFactory factory, IntFunction<AttemptReport> attempt, BooleanSupplier isOver) {
        Iterations iterations = new Iterations(repeat);
        if (repeat.concurrency() == 1) {
            iterations.work(attempt, isOver);
            return iterations;
        }
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(factory)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < repeat.concurrency(); i++) {
                workers.add(threads.submit(() -> iterations.work(attempt, isOver)));
            }
            workers.forEach(Waiting::of);
        }
        return iterations;
    }

    private void work(IntFunction<AttemptReport> attempt, BooleanSupplier isOver) {
        for (int number = next(isOver); number > 0; number = next(isOver)) {
            add(attempt.apply(number));
        }
    }

    /** The number of the next iteration; 0 if there is none. */
    private synchronized int next(BooleanSupplier isOver) {
        return begun >= repeat.count() || failed + errors > repeat.maxFailures() || isOver.getAsBoolean() ? 0 : ++begun;
    }

    private synchronized void add(AttemptReport attempt) {
        ran++;
        failed += attempt.outcome() == Outcome.FAILED ? 1 : 0;
        errors += attempt.outcome() == Outcome.ERROR ? 1 : 0;
        if (attempt.number() == 1 || (attempt.outcome() != Outcome.PASSED && kept.size() < MOST_KEPT)) {
            kept.add(attempt);
        }
        attempt.answered().forEach(step -> answered.add(step.duration()));
    }

    /** The first, and those that did not pass, as far as they are kept. */
    synchronized List<AttemptReport> kept() {
        return kept.stream()
                .sorted(Comparator.comparingInt(AttemptReport::number))
                .toList();
    }

    /** How long each answer of a step that passed took; the reports themselves would not fit into memory. */
    synchronized List<Duration> answered() {
        return List.copyOf(answered);
    }

    synchronized RepeatReport report() {
        return new RepeatReport(
                repeat.count(),
                ran,
                failed,
                errors,
                repeat.maxFailures(),
                repeat.concurrency(),
                Odds.text(repeat.count(), repeat.maxFailures()));
    }
}
