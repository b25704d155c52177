package dev.slipway.sandbox.model.ecs.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Counts tasks that fail, and makes a service wait longer for the next one with every failure in a row. */
final class Failures {
    private final Surroundings around;
    private final Attention attention;
    private BiConsumer<TaskState, Instant> whenFailed = (task, now) -> {};

    Failures(Surroundings around, Attention attention) {
        this.around = around;
        this.attention = attention;
    }

    /** Says who else counts. */
    void whenFailed(BiConsumer<TaskState, Instant> counter) {
        whenFailed = counter;
    }

    /** Counts one; nobody waits for a task that belongs to no service. */
    void count(TaskState task, Instant now) {
        if (task.service == null) {
            return;
        }
        RevisionState revision = task.revision;
        revision.failedTasks++;
        revision.failuresInARow++;
        Duration wait = around.timing().restart();
        for (int i = 1;
                i < revision.failuresInARow && wait.compareTo(around.timing().longestRestart()) < 0;
                i++) {
            wait = wait.multipliedBy(2);
        }
        Duration longest = around.timing().longestRestart();
        revision.mayStartAt = now.plus(wait.compareTo(longest) < 0 ? wait : longest);
        whenFailed.accept(task, now);
        attention.to(task.service, now);
    }
}
