package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.ContinueServiceDeployment;
import dev.slipway.sandbox.model.ecs.DeploymentLifecycleHook;
import dev.slipway.sandbox.model.ecs.HookTimeout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** PAUSE hooks: opened at their stages, answered by ContinueServiceDeployment or by their timeout (docs/aws.md, Hooks and Continue). */
final class Hooks {
    private static final Pattern ID = Pattern.compile("ecs-[a-z_]+-[A-Za-z0-9_-]+");
    private static final int DEFAULT_MINUTES = 1440;

    private final Surroundings around;
    private final Announcements announcements;
    private final Attention attention;
    private Refusal whenRefused = (deployment, reason, now) -> {};

    /** What is done when a hook says that its deployment is to go back. */
    interface Refusal {
        void of(DeploymentState deployment, String reason, Instant now);
    }

    Hooks(Surroundings around, Announcements announcements, Attention attention) {
        this.around = around;
        this.announcements = announcements;
        this.attention = attention;
    }

    /** Says who rolls a deployment back when one of its hooks says so. */
    void whenRefused(Refusal rollback) {
        whenRefused = rollback;
    }

    /** Opens every PAUSE hook of this stage. */
    void open(DeploymentState deployment, Stage stage, Instant now) {
        var hooks = requireNonNullElse(deployment.configuration.lifecycleHooks(), List.<DeploymentLifecycleHook>of());
        for (DeploymentLifecycleHook hook : hooks) {
            if (hook.lifecycleStages().contains(stage.name())) {
                open(deployment, stage, hook, now);
            }
        }
    }

    private void open(DeploymentState deployment, Stage stage, DeploymentLifecycleHook hook, Instant now) {
        var timeout = requireNonNullElse(hook.timeoutConfiguration(), new HookTimeout(null, null));
        int minutes = requireNonNullElse(timeout.timeoutInMinutes(), DEFAULT_MINUTES);
        var visit = new HookVisit(
                "ecs-pause-" + around.ids().urlSafe(43),
                stage,
                now.plus(around.pace().of(Duration.ofMinutes(minutes))),
                requireNonNullElse(timeout.action(), "ROLLBACK"));
        visit.expiry = around.agenda().at(visit.expiresAt, then -> expire(deployment, visit, then));
        deployment.hooks.add(visit);
        deployment.updatedAt = now;
        announcements.hook(deployment, visit, "HOOK_AWAITING_ACTION", now);
    }

    private void expire(DeploymentState deployment, HookVisit visit, Instant now) {
        visit.end("TIMED_OUT");
        deployment.updatedAt = now;
        announcements.hook(deployment, visit, "HOOK_TIMED_OUT", now);
        if (visit.timeoutAction.equals("ROLLBACK")) {
            // The wording is AWS's ([tsbg]).
            refuse(deployment, visit.stage.name() + " pause hook timed out.", now);
        } else {
            attention.to(deployment.service, now);
        }
    }

    /**
     * Answers a hook.
     *
     * @throws AwsRefusal with the texts of docs/aws.md, Continue [tsbg]
     */
    void answer(DeploymentState deployment, ContinueServiceDeployment call, Instant now) {
        String action = requireNonNullElse(call.action(), "CONTINUE");
        if (!List.of("CONTINUE", "ROLLBACK").contains(action)) {
            throw AwsRefusal.client(
                    "InvalidParameterException", "Invalid action. Valid values are: ROLLBACK, CONTINUE");
        }
        if (deployment.status.isTerminal()) {
            throw AwsRefusal.client(
                    spentCode(),
                    "Continuing a service deployment is not allowed for service deployment in terminal states.");
        }
        HookVisit visit = deployment.hooks.stream()
                .filter(each -> each.id.equals(call.hookId()) && each.isAwaiting())
                .filter(each -> deployment.status == Status.IN_PROGRESS && !deployment.isFrozen)
                .findFirst()
                .orElseThrow(
                        () -> AwsRefusal.client(
                                spentCode(),
                                "Provided hookId is either completed, unavailable, or not associated with the given Resource ARN"));
        deployment.updatedAt = now;
        if (action.equals("CONTINUE")) {
            visit.end("SUCCEEDED");
            announcements.hook(deployment, visit, "HOOK_SUCCEEDED", now);
            attention.to(deployment.service, now);
        } else {
            visit.end("FAILED");
            announcements.hook(deployment, visit, "HOOK_FAILED", now);
            refuse(deployment, visit.stage.name() + " lifecycle hook(s) failed.", now);
        }
    }

    private void refuse(DeploymentState deployment, String why, Instant now) {
        whenRefused.of(deployment, "Service deployment rolled back because " + why, now);
    }

    private String spentCode() {
        return around.variant().spentHookError().code();
    }

    /**
     * Checks a hook id's form.
     *
     * @throws AwsRefusal if the id is not shaped like one
     */
    static void checkShape(String hookId) {
        if (!ID.matcher(hookId).matches()) {
            throw AwsRefusal.client(
                    "InvalidParameterException", "Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}");
        }
    }
}
