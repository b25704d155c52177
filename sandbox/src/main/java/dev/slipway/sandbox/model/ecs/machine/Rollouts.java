package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsVariant.CompletedEvent;
import dev.slipway.sandbox.model.AwsVariant.TestRuleRests;
import java.time.Duration;
import java.time.Instant;

/** Walks deployments through their plans, step by step, whenever it is asked to look (docs/aws.md, Stages and Statuses). */
final class Rollouts {
    /** A stage may last a day; then the deployment fails and rolls back (docs/aws.md, Strategies [bg-how]). */
    private static final Duration STAGE_LIMIT = Duration.ofHours(24);

    /** A deployment may last 30 days, pauses and all (docs/aws.md, Stages [bg-how]). */
    private static final Duration DEPLOYMENT_LIMIT = Duration.ofDays(30);

    private final Surroundings around;
    private final Fleet fleet;
    private final Traffic traffic;
    private final Hooks hooks;
    private final Rollbacks rollbacks;
    private final Monitors monitors;
    private final Reconciliation reconciliation;
    private final Rolling rolling;
    private final Plans plans;
    private final Announcements announcements;
    private final Attention attention;

    Rollouts(
            Surroundings around,
            Fleet fleet,
            Traffic traffic,
            Hooks hooks,
            Rollbacks rollbacks,
            Monitors monitors,
            Announcements announcements,
            Attention attention) {
        this.around = around;
        this.fleet = fleet;
        this.traffic = traffic;
        this.hooks = hooks;
        this.rollbacks = rollbacks;
        this.monitors = monitors;
        this.reconciliation = new Reconciliation(around, traffic);
        this.rolling = new Rolling(fleet);
        this.plans = new Plans(around);
        this.announcements = announcements;
        this.attention = attention;
    }

    /** Takes every step that can be taken now. */
    void look(ServiceState service, Instant now) {
        var unfinished = service.unfinished();
        if (unfinished.isEmpty()) {
            return;
        }
        // A younger deployment waits until those it superseded have stopped.
        DeploymentState deployment = unfinished.get(0);
        if (deployment.isFrozen) {
            return;
        }
        if (deployment.status == Status.PENDING) {
            Instant starts = deployment.createdAt.plus(around.timing().pending());
            if (now.isBefore(starts)) {
                attention.at(starts, service);
                return;
            }
            start(deployment, now);
        }
        walk(deployment, now);
    }

    private void start(DeploymentState deployment, Instant now) {
        ServiceState service = deployment.service;
        deployment.become(Status.IN_PROGRESS, now);
        deployment.startedAt = now;
        deployment.deadline =
                around.agenda().at(now.plus(around.pace().of(DEPLOYMENT_LIMIT)), then -> tooOld(deployment, then));
        deployment.sources = service.activeRevisions().stream()
                .filter(revision -> revision != deployment.target)
                .toList();
        deployment.ignoresAlarms =
                !around.alarms().inAlarm(Monitors.alarmNames(deployment)).isEmpty();
        for (var image : deployment.target.taskDefinition.tree.path("containerDefinitions")) {
            around.images()
                    .resolve(image.path("image").asText())
                    .ifPresent(resolved ->
                            deployment.target.images.put(image.path("name").asText(), resolved));
        }
        // A rolling deployment takes over whatever runs; the others begin from one serving revision.
        boolean reconcile =
                !deployment.isRolling() && deployment.sources.stream().anyMatch(source -> source != service.serving);
        deployment.plan = plans.forward(deployment.configuration, reconcile);
        announcements.deployment(
                deployment,
                "SERVICE_DEPLOYMENT_IN_PROGRESS",
                "ECS deployment " + deployment.target.classicId + " in progress.",
                now);
        enter(deployment, 0, now);
    }

    private void walk(DeploymentState deployment, Instant now) {
        while (canGoOn(deployment, now)) {
            leave(deployment, now);
            if (deployment.position + 1 < deployment.plan.size()) {
                enter(deployment, deployment.position + 1, now);
            } else {
                finish(deployment, now);
                return;
            }
        }
    }

    private boolean canGoOn(DeploymentState deployment, Instant now) {
        if (deployment.status.isTerminal()
                || deployment.isFrozen
                || deployment.step().isEmpty()) {
            return false;
        }
        monitors.heedAlarms(deployment, now);
        if (deployment.isFrozen || deployment.isWaiting()) {
            return false;
        }
        Step step = deployment.step().orElseThrow();
        if (!deployment.isWorking) {
            deployment.isWorking = true;
            Duration lasts = work(deployment, step, now);
            deployment.until = later(deployment.stageSince.plus(around.timing().stage()), now.plus(lasts));
            attention.at(deployment.until, deployment.service);
        }
        if (step.stage() == Stage.ROLL) {
            rolling.go(deployment);
        }
        return !now.isBefore(deployment.until) && isDone(deployment, step);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void enter(DeploymentState deployment, int position, Instant now) {
        deployment.position = position;
        deployment.isWorking = false;
        deployment.stageSince = now;
        deployment.updatedAt = now;
        Step step = deployment.plan.get(position);
        if (deployment.stageTimeout != null) {
            deployment.stageTimeout.cancel();
        }
        deployment.stageTimeout = around.agenda()
                .at(now.plus(around.pace().of(STAGE_LIMIT)).plus(step.hold()), then -> tooLong(deployment, step, then));
        if (deployment.isRollingBack) {
            return;
        }
        boolean first = position == 0 || deployment.plan.get(position - 1).stage() == Stage.RECONCILE_SERVICE;
        if (first && step.stage() != Stage.RECONCILE_SERVICE) {
            var fault = traffic.wire(deployment);
            if (fault.isPresent()) {
                rollbacks.begin(deployment, fault.get(), Rollbacks.Cause.FAILURE, now);
                return;
            }
        }
        hooks.open(deployment, step.stage(), now);
        if (step.stage() == Stage.BAKE_TIME && around.variant().completedEvent() == CompletedEvent.BEFORE_BAKE) {
            completed(deployment, now);
        }
    }

    private void tooLong(DeploymentState deployment, Step step, Instant now) {
        // A pause has its own timeout, and a stage that only waits for a pause may last as long (docs/aws.md,
        // Strategies).
        if (deployment.isWatched() && deployment.step().filter(step::equals).isPresent() && !deployment.isWaiting()) {
            rollbacks.begin(
                    deployment,
                    "Service deployment rolled back because the " + step.stage() + " stage timed out.",
                    Rollbacks.Cause.FAILURE,
                    now);
        }
    }

    private void tooOld(DeploymentState deployment, Instant now) {
        if (deployment.isWatched()) {
            rollbacks.begin(
                    deployment,
                    "Service deployment rolled back because it lasted longer than 30 days.",
                    Rollbacks.Cause.FAILURE,
                    now);
        }
    }

    /** Does what the stage is for; answers how long that takes, beyond what is waited for otherwise. */
    private Duration work(DeploymentState deployment, Step step, Instant now) {
        ServiceState service = deployment.service;
        switch (step.stage()) {
            case RECONCILE_SERVICE -> {
                return reconciliation.settle(deployment, now);
            }
            case SCALE_UP -> deployment.target.wanted = service.desiredCount;
            case TEST_TRAFFIC_SHIFT -> {
                traffic.test(deployment, deployment.isRollingBack ? 0 : 100, now);
                return shiftTime(deployment, Duration.ZERO);
            }
            case PRODUCTION_TRAFFIC_SHIFT -> {
                traffic.production(deployment, step.percent(), now);
                return shiftTime(deployment, around.balancing().propagation()).plus(step.hold());
            }
            case BAKE_TIME, WATCH -> {
                return step.hold();
            }
            case CLEAN_UP -> cleanUp(deployment, now);
            default -> {
                // Nothing to do but to be there.
            }
        }
        attention.to(service, now);
        return Duration.ZERO;
    }

    private Duration shiftTime(DeploymentState deployment, Duration propagation) {
        return Traffic.isManaged(deployment.target) ? around.timing().shift().plus(propagation) : Duration.ZERO;
    }

    private void cleanUp(DeploymentState deployment, Instant now) {
        if (deployment.isRollingBack) {
            deployment.target.wanted = 0;
            reconciliation.stopIdle(deployment);
        } else {
            deployment.sources.forEach(source -> source.wanted = 0);
            deployment.service.serving = deployment.target;
        }
        if (around.variant().testRuleRests() == TestRuleRests.ON_IDLE) {
            traffic.restTestRules(deployment.target, deployment.isRollingBack ? 100 : 0, now);
        }
    }

    private boolean isDone(DeploymentState deployment, Step step) {
        return switch (step.stage()) {
            case SCALE_UP -> fleet.healthy(deployment.service, deployment.target) >= deployment.service.desiredCount;
            case ROLL -> rolling.isDone(deployment);
            default -> true;
        };
    }

    private void leave(DeploymentState deployment, Instant now) {
        if (deployment.isAt(Stage.RECONCILE_SERVICE)) {
            reconciliation.retire(deployment);
            attention.to(deployment.service, now);
        }
        if (deployment.isAt(Stage.SCALE_UP) || deployment.isAt(Stage.ROLL)) {
            deployment.breakerDone = true;
        }
    }

    private void finish(DeploymentState deployment, Instant now) {
        ServiceState service = deployment.service;
        if (deployment.isRollingBack) {
            rollbacks.finish(deployment, now);
        } else {
            deployment.sources.forEach(source -> source.wanted = 0);
            service.serving = deployment.target;
            service.everSuccessful = true;
            deployment.become(Status.SUCCESSFUL, now);
            if (deployment.isRolling() || around.variant().completedEvent() == CompletedEvent.AT_THE_END) {
                completed(deployment, now);
            }
        }
        attention.to(service, now);
    }

    private void completed(DeploymentState deployment, Instant now) {
        String id = deployment.target.classicId;
        announcements.deployment(
                deployment, "SERVICE_DEPLOYMENT_COMPLETED", "ECS deployment " + id + " completed.", now);
        announcements.say(deployment.service, "(deployment " + id + ") deployment completed.", now);
    }
}
