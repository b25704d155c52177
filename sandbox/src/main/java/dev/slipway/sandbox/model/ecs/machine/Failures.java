package dev.slipway.sandbox.model.ecs.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * Counts tasks that fail. Those that never came to run make a service wait longer for the next one with each of them in a
 * row; "tasks that are stopped after they reach the RUNNING state don't start the throttle logic" (developer guide,
 * "Amazon ECS service throttle logic").
 */
final class Failures {
    /** When ECS says it, is not documented: here it is when the circuit breaker's least threshold would be reached. */
    private static final int WORTH_A_WORD = 3;

    private final Surroundings around;
    private final Announcements announcements;
    private final Attention attention;
    private BiConsumer<TaskState, Instant> whenFailed = (task, now) -> {};

    Failures(Surroundings around, Announcements announcements, Attention attention) {
        this.around = around;
        this.announcements = announcements;
        this.attention = attention;
    }

    /** Says who else counts. */
    void whenFailed(BiConsumer<TaskState, Instant> counter) {
        whenFailed = counter;
    }

    /** Counts one, before anybody looks for what should take its place. */
    void count(TaskState task, Instant now) {
        RevisionState revision = task.revision;
        revision.failed();
        if (task.startedAt != null) {
            revision.mayStartAt = now.plus(around.timing().restart());
            return;
        }
        revision.failedStarts++;
        revision.mayStartAt = now.plus(throttled(revision.failedStarts));
        if (revision.failedStarts == WORTH_A_WORD && task.service != null) {
            announcements.say(task.service, "is unable to consistently start tasks successfully.", now);
            announcements.action(task.service, "WARN", "SERVICE_TASK_START_IMPAIRED", now);
        }
    }

    /** Tells whoever else counts; nobody does for a task that belongs to no service. */
    void tell(TaskState task, Instant now) {
        if (task.service != null) {
            whenFailed.accept(task, now);
            attention.to(task.service, now);
        }
    }

    private Duration throttled(int inARow) {
        Duration longest = around.timing().longestRestart();
        Duration wait = around.timing().restart();
        for (int i = 1; i < inARow && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
