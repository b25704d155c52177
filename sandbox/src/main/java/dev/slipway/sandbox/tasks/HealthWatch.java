package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Emitted.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs one container's health check again and again for as long as the container runs. */
final class HealthWatch {
    private final Containers.Running container;
    private final HealthCheck check;
    private final Executor executor;
    private final Consumer<Healthiness.Status> news;
    private Healthiness known;

    /**
     * A watch that has not begun.
     *
     * @param executor runs the checks, each of which waits for its end
     * @param news     is told of every change
     */
    HealthWatch(Containers.Running container, HealthCheck check, Executor executor, Consumer<Healthiness.Status> news) {
        this.container = container;
        this.check = check;
        this.executor = executor;
        this.news = news;
        this.known = Healthiness.unknown(!check.startPeriod().isZero());
    }

    void begin() {
        after(check.startPeriod(), this::endGrace);
        after(check.interval(), this::look);
    }

    private void after(Duration wait, Runnable what) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(what);
    }

    private synchronized void endGrace() {
        known = known.withoutGrace();
    }

    private void look() {
        if (container.exit().isDone()) {
            return;
        }
        boolean passed = container.passes(check.command(), check.timeout());
        if (!container.exit().isDone()) {
            learn(passed);
            after(check.interval(), this::look);
        }
    }

    private synchronized void learn(boolean passed) {
        Healthiness before = known;
        known = before.after(passed, check.retries());
        if (known.status() != before.status()) {
            news.accept(known.status());
        }
    }
}
