package dev.slipway.sandbox.model;

import java.time.Duration;

/**
 * How long AWS takes over what no setting of its users governs. Not scaled by {@link Pace}: these are what a run at any
 * pace waits for anyway.
 *
 * @param pending          from a deployment's creation to its start
 * @param stage            the least time spent in a lifecycle stage
 * @param shift            from a change of weights to the end of the stage that made it
 * @param stop             from a request to stop or roll back to ECS taking it up
 * @param provision        from a task's creation to the order to start its containers
 * @param deprovision      from the end of a task's containers to the end of the task
 * @param restart          before a failed task is replaced; doubles with every one in a row that never came to run
 * @param longestRestart   the most {@code restart} grows to, with AWS 27 minutes (developer guide, "Amazon ECS service
 *                         throttle logic")
 * @param patience         how long a task that has never been healthy may fail its health checks before it is replaced,
 *                         if its service's own grace period is not longer
 * @param settle           how long a task must run before it counts as healthy if neither a load balancer nor a health check of
 *                         its containers tells, with AWS 40 s (SDK:DeploymentConfiguration, {@code minimumHealthyPercent})
 * @param listingLag       for how long {@code ListServiceDeployments} does not know a new deployment
 *                         (up to some seconds, docs/aws.md, Reading deployments [lz])
 * @param alarmPoll        from an alarm's change to ECS noticing it
 */
public record Timing(
        Duration pending,
        Duration stage,
        Duration shift,
        Duration stop,
        Duration provision,
        Duration deprovision,
        Duration restart,
        Duration longestRestart,
        Duration patience,
        Duration settle,
        Duration listingLag,
        Duration alarmPoll) {

    /** About as long as AWS takes with Fargate. */
    public static Timing real() {
        return new Timing(
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofMinutes(27),
                Duration.ZERO,
                Duration.ofSeconds(40),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15));
    }

    /** With a listing that lags for so long. */
    public Timing withListingLag(Duration other) {
        return new Timing(
                pending,
                stage,
                shift,
                stop,
                provision,
                deprovision,
                restart,
                longestRestart,
                patience,
                settle,
                other,
                alarmPoll);
    }

    /** As short as leaves every state visible: for the served sandbox. */
    public static Timing quick() {
        return new Timing(
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMillis(200));
    }
}
