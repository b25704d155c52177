package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsVariant.AlarmsDuringPause;
import dev.slipway.sandbox.model.ecs.DeploymentAlarms;
import java.time.Instant;
import java.util.List;

/** Watches deployments: their alarms, and how many of their tasks fail (docs/aws.md, Alarms and circuit breaker). */
final class Monitors {
    private final Surroundings around;
    private final Rollbacks rollbacks;

    Monitors(Surroundings around, Rollbacks rollbacks) {
        this.around = around;
        this.rollbacks = rollbacks;
    }

    /** Rolls back or stops a deployment one of whose alarms is in ALARM, unless one was at its start. */
    void heedAlarms(DeploymentState deployment, Instant now) {
        DeploymentAlarms alarms = deployment.configuration.alarms();
        if (alarms == null
                || !alarms.enable()
                || deployment.ignoresAlarms
                || !deployment.isWatched()
                || (deployment.isWaiting()
                        && around.variant().alarmsDuringPause() == AlarmsDuringPause.WAIT_FOR_THE_ANSWER)) {
            return;
        }
        var triggered = around.alarms().inAlarm(alarms.alarmNames());
        if (!triggered.isEmpty()) {
            deployment.triggeredAlarms = triggered;
            String why = "because of alarm(s) in ALARM state: " + String.join(", ", triggered) + ".";
            if (alarms.rollback()) {
                rollbacks.begin(deployment, "Service deployment rolled back " + why, Rollbacks.Cause.FAILURE, now);
            } else {
                rollbacks.halt(deployment, "Service deployment stopped " + why, now);
            }
        }
    }

    static List<String> alarmNames(DeploymentState deployment) {
        var alarms = deployment.configuration.alarms();
        return alarms == null || !alarms.enable() ? List.of() : alarms.alarmNames();
    }

    /** Counts a task that failed. */
    void taskFailed(TaskState task, Instant now) {
        for (DeploymentState deployment : task.service().unfinished()) {
            if (deployment.target == task.revision && deployment.isWatched() && !deployment.breakerDone) {
                deployment.failures++;
                if (Breaker.isOn(deployment) && deployment.failures >= Breaker.threshold(deployment)) {
                    trip(deployment, now);
                }
            }
        }
    }

    private void trip(DeploymentState deployment, Instant now) {
        if (deployment.breakerTriggered) {
            return;
        }
        deployment.breakerTriggered = true;
        // The wording is AWS's ([tf-test]).
        String why = "because the circuit breaker threshold was exceeded.";
        if (Breaker.rollsBack(deployment)) {
            rollbacks.begin(deployment, "Service deployment rolled back " + why, Rollbacks.Cause.BREAKER, now);
        } else {
            rollbacks.halt(deployment, "Service deployment stopped " + why, now);
        }
    }

    /** A task became healthy: failures in a row begin anew. */
    void taskHealthy(TaskState task) {
        for (DeploymentState deployment : task.service().unfinished()) {
            if (deployment.target == task.revision && Breaker.resetsOnHealthyTask(deployment)) {
                deployment.failures = 0;
            }
        }
    }
}
