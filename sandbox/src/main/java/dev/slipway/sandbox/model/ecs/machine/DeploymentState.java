package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda.Appointment;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import dev.slipway.sandbox.model.ecs.Rollback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A native service deployment on its way through its plan. */
final class DeploymentState {
    final String arn;
    final ServiceState service;
    final RevisionState target;
    final DeploymentConfiguration configuration;
    final Instant createdAt;
    final List<HookVisit> hooks = new ArrayList<>();

    Status status = Status.PENDING;

    @Nullable
    String reason;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    @Nullable
    Instant stoppedAt;

    Instant updatedAt;
    List<RevisionState> sources = List.of();

    @Nullable
    RevisionState rollbackTo;

    @Nullable
    Rollback rollback;

    List<Step> plan = List.of();
    int position = -1;
    boolean isWorking;
    boolean isRollingBack;
    /** Nothing moves it any more but the end it is waiting for. */
    boolean isFrozen;
    /** A newer deployment has taken its place, or it was told to stop. */
    boolean isSuperseded;

    Instant stageSince;
    Instant until;

    @Nullable
    Appointment stageTimeout;

    @Nullable
    Appointment deadline;

    double productionPercent;
    double testPercent;

    boolean ignoresAlarms;
    List<String> triggeredAlarms = List.of();
    int failures;
    boolean breakerTriggered;
    boolean breakerDone;

    DeploymentState(String arn, ServiceState service, RevisionState target, Instant createdAt) {
        this.arn = arn;
        this.service = service;
        this.target = target;
        this.configuration = service.configuration;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.stageSince = createdAt;
        this.until = createdAt;
    }

    Optional<Step> step() {
        return position < 0 || position >= plan.size() ? Optional.empty() : Optional.of(plan.get(position));
    }

    /** Not ended, or not yet rid of all its tasks; one that has ended and serves is neither. */
    boolean isActive() {
        return !status.isTerminal()
                || (target != service.serving && service.tasks.stream().anyMatch(task -> task.isOf(target)));
    }

    boolean isAt(Stage stage) {
        return step().map(step -> step.stage() == stage).orElse(false);
    }

    boolean isRolling() {
        return "ROLLING".equals(Objects.requireNonNullElse(configuration.strategy(), "ROLLING"));
    }

    boolean isWaiting() {
        return hooks.stream().anyMatch(HookVisit::isAwaiting);
    }

    /** Whether alarms and the circuit breaker still count: from its start until it cleans up or goes back. */
    boolean isWatched() {
        return status == Status.IN_PROGRESS && !isFrozen && !isRollingBack && !isAt(Stage.CLEAN_UP);
    }

    void become(Status next, Instant now) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("no service deployment goes from " + status + " to " + next);
        }
        status = next;
        updatedAt = now;
        if (next.isTerminal()) {
            finishedAt = now;
            dropHooks();
            if (stageTimeout != null) {
                stageTimeout.cancel();
            }
            if (deadline != null) {
                deadline.cancel();
            }
        }
    }

    /** Waiting hooks die unanswered (docs/aws.md, Hooks). */
    void dropHooks() {
        hooks.stream().filter(HookVisit::isAwaiting).forEach(hook -> hook.end("FAILED"));
    }
}
