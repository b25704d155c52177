package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.DeploymentView.HookView;
import dev.slipway.deployer.model.RevisionView;
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
            boolean isGone = ReleaseDecider.serviceIsGone(situation.facts())
                    || ReleaseDecider.wasMadeAgain(situation.facts(), situation.release());
            return isGone
                    ? ReleaseDecider.serviceDeleted(situation.release(), now)
                    : Decision.stay(situation.release(), now.plus(ROLLING_POLL), "ECS does not show our deployment");
        }
        boolean asked = state instanceof RollingBack rollingBack && rollingBack.asked();
        return switch (StatusTable.read(ours.get().status(), asked)) {
            case STILL_RUNNING -> running(situation, state, ours.get(), now);
            case BEING_STOPPED ->
                state instanceof RollingBack rollingBack
                        ? RollBacks.underWay(situation, rollingBack, ours.get(), true, now)
                        : Decision.stay(situation.release(), now.plus(ROLLING_POLL), "ECS is stopping our deployment");
            case SUCCEEDED, WON_THE_RACE -> succeeded(situation, state, now);
            case STOPPED -> stopped(situation, ours.get(), now);
            case GOING_BACK -> RollBacks.begun(situation, state, ours.get(), now);
            case WENT_BACK -> RollBacks.done(situation, state, ours.get(), now);
            case COULD_NOT_GO_BACK -> RollBacks.failed(situation, state, ours.get(), now);
        };
    }

    static Decision stopped(Situation situation, DeploymentView ours, Instant now) {
        Release release = situation.release();
        if (release.bootstrap()) {
            return RollBacks.noWayBack(release, now, "the first deployment was stopped" + because(ours));
        }
        if (ReleaseDecider.serviceIsGoing(situation.facts())
                || ReleaseDecider.wasMadeAgain(situation.facts(), release)) {
            return ReleaseDecider.serviceDeleted(release, now);
        }
        return Decision.end(
                release,
                Kind.REPLACED,
                Optional.of(EndClass.REPLACED_BY_OTHER),
                Production.UNKNOWN,
                now,
                "someone else's deployment replaced ours" + because(ours));
    }

    private static Decision running(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        if (state instanceof RollingBack rollingBack) {
            return RollBacks.underWay(situation, rollingBack, ours, false, now);
        }
        Optional<RollBacks.Cause> due = RollBacks.due(situation.release(), state)
                .or(() -> Supersession.by(situation, now)
                        .filter(by -> Supersession.isInTime(situation, state, ours))
                        .map(newer -> new RollBacks.Cause(EndClass.SUPERSEDED_BY_NEWER, newer)));
        if (due.isPresent()) {
            return RollBacks.ask(
                    situation.release(),
                    state,
                    ours,
                    due.get().because(),
                    due.get().evidence(),
                    now);
        }
        Optional<HookView> hook = ours.awaiting();
        if (hook.isPresent()) {
            return GateDecider.decide(situation, state, ours, hook.get(), now);
        }
        if (isOverdue(situation, state, ours, now)) {
            String stuck = "ECS has been at " + ours.lifecycleStage().orElse("no stage") + " for too long";
            return RollBacks.ask(situation.release(), state, ours, EndClass.PHASE_TIMEOUT, stuck, now);
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
        if (hasExpired(state, now)) {
            // ECS has not said yet that it goes back. Staying here keeps why: a gate's timeout, or nobody's promotion.
            return Decision.stay(release, now.plus(ROLLING_POLL), "the hook expired; ECS is about to roll back");
        }
        if (state instanceof Rolling || state instanceof Baking) {
            return Decision.stay(
                    release, now.plus(pollOf(state, now)), "ECS is at " + (stage.isEmpty() ? "no stage yet" : stage));
        }
        return Decision.go(
                release,
                new Rolling(now, state.pin(), state.newestVisit()),
                now.plus(ROLLING_POLL),
                now,
                "the hook no longer waits");
    }

    private static boolean hasExpired(Deployed state, Instant now) {
        Optional<Instant> expiresAt = switch (state) {
            case AtGate atGate -> atGate.visit().expiresAt();
            case AwaitingPromotion awaiting -> awaiting.visit().expiresAt();
            default -> Optional.empty();
        };
        return expiresAt.map(at -> !now.isBefore(at)).orElse(false);
    }

    static Duration pollOf(Deployed state, Instant now) {
        return now.isBefore(state.since().plus(QUICK_POLLS_FOR)) ? ROLLING_POLL : SLOW_POLL;
    }

    private static boolean isOverdue(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        if (GateDecider.isLetThrough(situation)) {
            return false;
        }
        var deadlines = situation.spec().deadlines();
        if (!now.isBefore(situation.release().begunAt().plus(deadlines.total()))) {
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

    private static Decision succeeded(Situation situation, Deployed state, Instant now) {
        Release release = situation.release();
        Optional<RevisionView> target = situation.facts().target();
        if (target.isEmpty()) {
            return Decision.stay(release, now.plus(ROLLING_POLL), "ECS does not show yet what our deployment brought");
        }
        Optional<String> other = Running.otherThan(release.image(), target.get());
        if (other.isPresent()) {
            return Decision.end(
                    release, Kind.FAILED, Optional.of(EndClass.ECS_FAILED), Production.UNKNOWN, now, other.get());
        }
        Optional<RollBacks.Cause> due = RollBacks.due(release, state);
        if (due.isPresent()) {
            return Decision.end(
                    release,
                    Kind.LIVE,
                    Optional.of(due.get().because()),
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
