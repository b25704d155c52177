package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.DeploymentView.HookView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Baking;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides while ECS knows our deployment: first what its status means, then what we do about it. Pure. */
final class DeploymentDecider {
    static final Duration ROLLING_POLL = Duration.ofSeconds(15);
    static final Duration SLOW_POLL = Duration.ofSeconds(60);
    private static final Duration QUICK_POLLS_FOR = Duration.ofMinutes(2);

    private DeploymentDecider() {}

    static Decision decide(Situation situation, Deployed state, Instant now) {
        Optional<DeploymentView> ours = situation.facts().ours();
        if (ours.isEmpty()) {
            return ReleaseDecider.serviceIsGone(situation.facts())
                    ? Decision.end(
                            situation.release(),
                            Kind.FAILED,
                            Optional.of(EndClass.ECS_FAILED),
                            Production.UNKNOWN,
                            now,
                            "the service was deleted")
                    : Decision.stay(situation.release(), now.plus(ROLLING_POLL), "ECS does not show our deployment");
        }
        boolean asked = state instanceof RollingBack rollingBack && rollingBack.asked();
        return switch (StatusTable.read(ours.get().status(), asked)) {
            case STILL_RUNNING -> running(situation, state, ours.get(), now);
            case BEING_STOPPED ->
                Decision.stay(situation.release(), now.plus(ROLLING_POLL), "ECS is stopping our deployment");
            case SUCCEEDED, WON_THE_RACE -> succeeded(situation, state, now);
            case STOPPED ->
                Decision.end(
                        situation.release(),
                        Kind.REPLACED,
                        Optional.of(EndClass.REPLACED_BY_OTHER),
                        Production.UNKNOWN,
                        now,
                        "someone else's deployment replaced ours" + because(ours.get()));
            case GOING_BACK -> goingBack(situation, state, ours.get(), now);
            case WENT_BACK -> wentBack(situation, state, ours.get(), now);
            case COULD_NOT_GO_BACK -> couldNotGoBack(situation, state, ours.get(), now);
        };
    }

    private static Decision running(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        if (state instanceof RollingBack rollingBack) {
            return askAgain(situation, rollingBack, ours, now);
        }
        if (situation.release().wish().orElse(null) instanceof Release.Wish.RollBack wish) {
            return RollBacks.ask(
                    situation.release(), state, ours, EndClass.STOPPED_BY_OPERATOR, "rolled back by " + wish.by(), now);
        }
        Optional<HookView> hook = ours.awaiting();
        if (hook.isPresent()) {
            return GateDecider.decide(situation, state, ours, hook.get(), now);
        }
        if (isOverdue(situation, state, ours, now)) {
            return RollBacks.ask(
                    situation.release(),
                    state,
                    ours,
                    EndClass.PHASE_TIMEOUT,
                    "ECS has been at " + ours.lifecycleStage().orElse("no stage") + " for too long",
                    now);
        }
        return moveOn(situation, state, ours, now);
    }

    private static Decision moveOn(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        String stage = ours.lifecycleStage().orElse("");
        boolean bakes = stage.equals("BAKE_TIME") || stage.equals("CLEAN_UP");
        if (bakes && state instanceof Baking) {
            return Decision.stay(release, now.plus(SLOW_POLL), "baking");
        }
        if (bakes) {
            return Decision.go(
                    release,
                    new Baking(now, state.pin()),
                    now.plus(SLOW_POLL),
                    now,
                    "all production traffic is on the new revision");
        }
        if (state instanceof Rolling || state instanceof Baking) {
            return Decision.stay(
                    release, now.plus(pollOf(state, now)), "ECS is at " + (stage.isEmpty() ? "no stage yet" : stage));
        }
        return Decision.go(
                release, new Rolling(now, state.pin()), now.plus(ROLLING_POLL), now, "the hook no longer waits");
    }

    private static Duration pollOf(Deployed state, Instant now) {
        return now.isBefore(state.since().plus(QUICK_POLLS_FOR)) ? ROLLING_POLL : SLOW_POLL;
    }

    private static boolean isOverdue(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        var deadlines = situation.spec().deadlines();
        if (!now.isBefore(situation.release().createdAt().plus(deadlines.total()))) {
            return true;
        }
        if (!(state instanceof Rolling)) {
            return false;
        }
        Duration limit = situation.release().answers().isEmpty()
                ? deadlines.scaleUp()
                : deadlines
                        .trafficShift()
                        .orElseGet(() -> trafficShift(situation.spec().strategy(), deadlines.scaleUp()));
        // ECS bakes within its own, longer limit; Rolling only lasts into it if we have not looked since.
        return !now.isBefore(state.since().plus(limit))
                && !ours.lifecycleStage().equals(Optional.of("BAKE_TIME"));
    }

    /** As long as scaling up may take, and the pauses between the steps that ECS itself makes. */
    static Duration trafficShift(Strategy strategy, Duration scaleUp) {
        return switch (strategy) {
            case Strategy.Canary canary -> scaleUp.plus(canary.stepBake());
            case Strategy.Linear linear ->
                scaleUp.plus(linear.stepBake().multipliedBy((long) Math.ceil(100 / linear.stepPercent())));
            case Strategy.BlueGreen blueGreen -> scaleUp;
            case Strategy.Rolling rolling -> scaleUp;
        };
    }

    private static Decision askAgain(Situation situation, RollingBack state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        if (!(situation.facts().last() instanceof Facts.EffectOutcome.None)) {
            return Decision.stay(release, now.plus(ROLLING_POLL), "ECS was asked to go back");
        }
        boolean hookWaits = state.hookId().isPresent()
                && ours.hooks().stream()
                        .anyMatch(hook ->
                                hook.isAwaiting() && state.hookId().get().equals(hook.hookId()));
        Effect effect = hookWaits
                ? new Effect.Answer(ours.arn(), state.hookId().get(), HookAction.ROLLBACK)
                : new Effect.Stop(ours.arn());
        var next = new RollingBack(state.since(), state.pin(), state.cause(), state.evidence(), state.hookId(), true);
        return Decision.go(release, next, effect, now.plus(ROLLING_POLL), now, "asking ECS to go back");
    }

    private static Decision succeeded(Situation situation, Deployed state, Instant now) {
        Release release = situation.release();
        Optional<String> other =
                situation.facts().target().flatMap(target -> Running.otherThan(release.image(), target));
        if (other.isPresent()) {
            return Decision.end(
                    release, Kind.FAILED, Optional.of(EndClass.ECS_FAILED), Production.UNKNOWN, now, other.get());
        }
        if (state instanceof RollingBack rollingBack) {
            return Decision.end(
                    release,
                    Kind.LIVE,
                    Optional.of(rollingBack.cause()),
                    Production.THIS,
                    now,
                    "the deployment was over before the rollback reached it");
        }
        return Decision.end(
                release,
                Kind.LIVE,
                Optional.empty(),
                Production.THIS,
                now,
                release.image() + " is the production version");
    }

    private static Decision goingBack(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        if (state instanceof RollingBack rollingBack) {
            boolean stuck = !now.isBefore(
                    rollingBack.since().plus(situation.spec().deadlines().rollback()));
            if (stuck && release.bootstrap()) {
                return noWayBack(release, now, "there is nothing to roll back to");
            }
            return Decision.stay(
                    release,
                    now.plus(stuck ? SLOW_POLL : pollOf(state, now)),
                    stuck
                            ? "ECS has been rolling back for longer than the deadline; look at the service"
                            : "ECS is rolling back");
        }
        EndClass cause = causeOf(state, ours);
        var next = new RollingBack(now, state.pin(), cause, ours.statusReason().orElse(""), Optional.empty(), false);
        return Decision.go(release, next, now.plus(ROLLING_POLL), now, "ECS began to roll back" + because(ours));
    }

    private static Decision wentBack(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        EndClass cause = state instanceof RollingBack rollingBack ? rollingBack.cause() : causeOf(state, ours);
        String evidence = state instanceof RollingBack rollingBack
                        && !rollingBack.evidence().isEmpty()
                ? rollingBack.evidence()
                : ours.statusReason().orElse(cause.slug());
        return release.bootstrap()
                ? noWayBack(release, now, evidence)
                : Decision.end(release, Kind.ROLLED_BACK, Optional.of(cause), Production.PREVIOUS, now, evidence);
    }

    private static Decision couldNotGoBack(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        if (release.bootstrap()) {
            return noWayBack(release, now, "there is nothing to roll back to" + because(ours));
        }
        EndClass cause = state instanceof RollingBack rollingBack ? rollingBack.cause() : causeOf(state, ours);
        return Decision.end(
                release,
                Kind.FAILED,
                Optional.of(cause),
                Production.UNKNOWN,
                now,
                "ECS could not roll back" + because(ours));
    }

    private static Decision noWayBack(Release release, Instant now, String reason) {
        return Decision.end(
                release, Kind.FAILED, Optional.of(EndClass.NO_ROLLBACK_TARGET), Production.UNKNOWN, now, reason);
    }

    private static EndClass causeOf(Deployed state, DeploymentView ours) {
        EndClass cause = StatusTable.causeOf(ours.statusReason().orElse(""));
        boolean personWasAwaited = state instanceof AwaitingPromotion && cause == EndClass.GATE_TIMEOUT;
        return personWasAwaited ? EndClass.NOT_APPROVED : cause;
    }

    static String because(DeploymentView ours) {
        return ours.statusReason().map(reason -> ": " + reason).orElse("");
    }

    static boolean isAtHook(Deployed state, String hookId) {
        return switch (state) {
            case AtGate atGate -> atGate.visit().hookId().equals(hookId);
            case AwaitingPromotion awaiting -> awaiting.visit().hookId().equals(hookId);
            default -> false;
        };
    }
}
