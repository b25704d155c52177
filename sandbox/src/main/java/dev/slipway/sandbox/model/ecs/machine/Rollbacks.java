package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsVariant.FirstRollback;
import dev.slipway.sandbox.model.AwsVariant.HookRollback;
import dev.slipway.sandbox.model.ecs.Rollback;
import java.time.Instant;

/** Sends deployments back, or ends them where they are (docs/aws.md, Statuses). */
final class Rollbacks {
    private final Surroundings around;
    private final Plans plans;
    private final Announcements announcements;
    private final Attention attention;

    /** What makes a deployment go back; decides which events are emitted. */
    enum Cause {
        BREAKER,
        FAILURE,
        REQUEST
    }

    Rollbacks(Surroundings around, Announcements announcements, Attention attention) {
        this.around = around;
        this.plans = new Plans(around);
        this.announcements = announcements;
        this.attention = attention;
    }

    /** A hook was answered with ROLLBACK or timed out. The path there is a variant (docs/aws.md, open question 2). */
    void byHook(DeploymentState deployment, String reason, Instant now) {
        if (deployment.status != Status.IN_PROGRESS) {
            return;
        }
        if (around.variant().hookRollback() == HookRollback.REQUESTED_FIRST) {
            deployment.isFrozen = true;
            request(deployment, reason, now);
        } else {
            begin(deployment, reason, Cause.REQUEST, now);
        }
    }

    /** ROLLBACK_REQUESTED; taken up after a while, unless the deployment is through by then. */
    void request(DeploymentState deployment, String reason, Instant now) {
        deployment.become(Status.ROLLBACK_REQUESTED, now);
        around.agenda().at(now.plus(around.timing().stop()), then -> {
            if (deployment.status == Status.ROLLBACK_REQUESTED
                    && !deployment.isAt(Stage.CLEAN_UP)
                    && !deployment.isSuperseded) {
                begin(deployment, reason, Cause.REQUEST, then);
            }
        });
    }

    /** ROLLBACK_IN_PROGRESS: the way back begins, if there is something to go back to. */
    void begin(DeploymentState deployment, String reason, Cause cause, Instant now) {
        ServiceState service = deployment.service;
        deployment.dropHooks();
        deployment.isFrozen = false;
        deployment.rollbackTo = service.everSuccessful ? service.serving : null;
        deployment.reason = reason;
        announce(deployment, cause, now);
        if (deployment.rollbackTo == null) {
            lost(deployment, reason, cause, now);
            return;
        }
        deployment.become(Status.ROLLBACK_IN_PROGRESS, now);
        deployment.rollback = new Rollback(reason, now, deployment.rollbackTo.arn);
        deployment.isRollingBack = true;
        deployment.plan = plans.back(deployment);
        deployment.position = 0;
        deployment.isWorking = false;
        deployment.stageSince = now;
        attention.to(service, now);
    }

    private void announce(DeploymentState deployment, Cause cause, Instant now) {
        String id = deployment.target.classicId;
        if (cause == Cause.BREAKER) {
            failed(deployment, "ECS deployment circuit breaker: tasks failed to start.", now);
        } else if (cause == Cause.FAILURE || around.variant().failedEventAtRollback()) {
            failed(deployment, "ECS deployment " + id + " failed: " + deployment.reason, now);
        }
        if (deployment.rollbackTo != null) {
            String prefix = cause == Cause.BREAKER ? "ECS deployment circuit breaker: " : "ECS deployment " + id + ": ";
            announcements.deployment(
                    deployment,
                    "SERVICE_DEPLOYMENT_IN_PROGRESS",
                    prefix + "rolling back to deploymentId " + deployment.rollbackTo.classicId + ".",
                    now);
        }
    }

    private void failed(DeploymentState deployment, String reason, Instant now) {
        announcements.deployment(deployment, "SERVICE_DEPLOYMENT_FAILED", reason, now);
        announcements.say(
                deployment.service,
                "(deployment " + deployment.target.classicId + ") deployment failed: " + deployment.reason,
                now);
    }

    /** Nothing was ever successful: the deployment fails or stalls (docs/aws.md, Hooks [bgd], Statuses [cb]). */
    private void lost(DeploymentState deployment, String reason, Cause cause, Instant now) {
        deployment.isFrozen = true;
        if (cause == Cause.BREAKER) {
            // "The circuit breaker does not launch new tasks" ([cb]).
            startNoMore(deployment);
        }
        boolean stalls = around.variant().firstRollback() == FirstRollback.STALLS;
        if (stalls && cause != Cause.REQUEST) {
            return;
        }
        deployment.become(Status.ROLLBACK_IN_PROGRESS, now);
        deployment.rollback = new Rollback(reason, now, null);
        if (!stalls) {
            around.agenda().at(now.plus(around.timing().stage()), then -> {
                if (!deployment.status.isTerminal()) {
                    // The wording is AWS's, as Terraform's acceptance test expects it ([tf-test]).
                    end(
                            deployment,
                            Status.ROLLBACK_FAILED,
                            "No rollback candidate was found to run the rollback.",
                            then);
                }
            });
        }
    }

    void finish(DeploymentState deployment, Instant now) {
        ServiceState service = deployment.service;
        deployment.target.wanted = 0;
        if (deployment.rollbackTo != null) {
            service.taskDefinition = deployment.rollbackTo.taskDefinition;
        }
        deployment.become(Status.ROLLBACK_SUCCESSFUL, now);
    }

    /** Detected without rollback: STOP_REQUESTED, then STOPPED, everything left as it is (docs/aws.md, Statuses). */
    void halt(DeploymentState deployment, String reason, Instant now) {
        failed(deployment, reason, now);
        startNoMore(deployment);
        stop(deployment, reason, now);
    }

    /** Tasks that were well go on; none are started in place of the others. */
    private static void startNoMore(DeploymentState deployment) {
        deployment.target.wanted = Math.min(deployment.target.wanted, (int) deployment.service.tasks.stream()
                .filter(task -> task.isOf(deployment.target) && task.wasHealthy && task.isWanted())
                .count());
    }

    /** STOP_REQUESTED, then STOPPED; whatever it was doing, it stops doing at once. */
    void stop(DeploymentState deployment, String reason, Instant now) {
        deployment.isFrozen = true;
        deployment.isSuperseded = true;
        deployment.dropHooks();
        deployment.reason = reason;
        if (deployment.status == Status.PENDING || deployment.status == Status.IN_PROGRESS) {
            deployment.become(Status.STOP_REQUESTED, now);
        }
        around.agenda().at(now.plus(around.timing().stop()), then -> {
            if (!deployment.status.isTerminal()) {
                // No move leads from ROLLBACK_IN_PROGRESS to STOPPED: a rollback that is cut short has failed.
                boolean wentBack = deployment.status == Status.ROLLBACK_IN_PROGRESS;
                end(deployment, wentBack ? Status.ROLLBACK_FAILED : Status.STOPPED, reason, then);
            }
        });
    }

    private void end(DeploymentState deployment, Status status, String reason, Instant now) {
        deployment.reason = reason;
        deployment.become(status, now);
        if (status == Status.STOPPED) {
            deployment.stoppedAt = now;
        }
        attention.to(deployment.service, now);
    }
}
