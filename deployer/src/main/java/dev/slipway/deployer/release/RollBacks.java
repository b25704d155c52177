package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Going back: whether it is due, how ECS is asked for it, and what becomes of it. Pure. */
final class RollBacks {
    private RollBacks() {}

    /** Why a release goes back. */
    record Cause(EndClass because, String evidence) {}

    /**
     * Why it has to go back already, whatever ECS says: it goes back, it should not be there at all, its gate's verdict was
     * not PASS, or an operator asked. That holds even if the hook is gone or the deployment over before anything was sent.
     */
    static Optional<Cause> due(Release release, Deployed state) {
        if (state instanceof RollingBack rollingBack) {
            return Optional.of(new Cause(rollingBack.cause(), rollingBack.evidence()));
        }
        if (release.trigger() instanceof Trigger.Foreign met && met.late().isPresent()) {
            return Optional.of(new Cause(
                    EndClass.LATE_DEPLOYMENT,
                    "release " + met.late().get() + " had ended when its deployment showed up"));
        }
        if (state instanceof AtGate atGate && atGate.visit().verdict().isPresent()) {
            GateVisit.Judgement judgement = atGate.visit().verdict().get();
            if (judgement.verdict() != Verdict.PASS) {
                boolean failed = judgement.verdict() == Verdict.FAIL;
                return Optional.of(
                        new Cause(failed ? EndClass.SMOKE_FAILED : EndClass.SMOKE_INCONCLUSIVE, judgement.summary()));
            }
        }
        return release.wish()
                .filter(Release.Wish.RollBack.class::isInstance)
                .map(wish -> new Cause(EndClass.STOPPED_BY_OPERATOR, "rolled back by " + wish.by()));
    }

    /** Asks: at the hook that waits, if one does, otherwise by stopping the deployment. */
    static Decision ask(
            Release release, Deployed state, DeploymentView ours, EndClass cause, String evidence, Instant now) {
        Optional<String> hookId = ours.awaiting()
                .map(DeploymentView.HookView::hookId)
                .filter(id -> DeploymentDecider.isAtHook(state, id));
        Effect effect = hookId.<Effect>map(id -> new Effect.Answer(ours.arn(), id, HookAction.ROLLBACK))
                .orElseGet(() -> new Effect.Stop(ours.arn()));
        var next = new RollingBack(now, state.pin(), cause, evidence, hookId, true);
        return Decision.go(
                release, next, effect, now.plus(DeploymentDecider.ROLLING_POLL), now, cause.slug() + ": " + evidence);
    }

    /** ECS shows that it goes back by itself, or that it heard us. */
    static Decision begun(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        if (state instanceof RollingBack rollingBack) {
            return underWay(situation, rollingBack, ours, true, now);
        }
        var cause = causeOf(situation.release(), state, ours);
        var next = new RollingBack(now, state.pin(), cause.because(), cause.evidence(), Optional.empty(), false);
        return Decision.go(
                situation.release(),
                next,
                now.plus(DeploymentDecider.ROLLING_POLL),
                now,
                "ECS began to roll back" + DeploymentDecider.because(ours));
    }

    /**
     * Not back yet. Until ECS shows that it has begun it is asked again: a lost request, or a hook that someone else
     * answered, must not leave the release running.
     */
    static Decision underWay(
            Situation situation, RollingBack state, DeploymentView ours, boolean hasBegun, Instant now) {
        Release release = situation.release();
        Duration limit = situation.spec().deadlines().rollback();
        boolean stuck = !now.isBefore(state.since().plus(limit));
        if (stuck && release.bootstrap()) {
            return noWayBack(release, now, "there is nothing to roll back to" + DeploymentDecider.because(ours));
        }
        String stuckText = "ECS is " + ours.status() + " and not back after " + limit.toMinutes()
                + " minutes; look at the service's events and stopped tasks";
        Instant soon = now.plus(stuck ? DeploymentDecider.SLOW_POLL : DeploymentDecider.pollOf(state, now));
        if (hasBegun || !(situation.facts().last() instanceof Facts.EffectOutcome.None)) {
            return stuck
                    ? Decision.go(release, state, soon, now, stuckText).halting(ProblemCode.ROLLBACK_STUCK, true)
                    : Decision.stay(release, soon, hasBegun ? "ECS is rolling back" : "ECS was asked to go back");
        }
        boolean hookWaits = state.hookId().isPresent()
                && ours.hooks().stream()
                        .anyMatch(hook ->
                                hook.isAwaiting() && state.hookId().get().equals(hook.hookId()));
        Effect effect = hookWaits
                ? new Effect.Answer(ours.arn(), state.hookId().get(), HookAction.ROLLBACK)
                : new Effect.Stop(ours.arn());
        var next = new RollingBack(state.since(), state.pin(), state.cause(), state.evidence(), state.hookId(), true);
        var again = Decision.go(release, next, effect, soon, now, stuck ? stuckText : "asking ECS to go back");
        return stuck ? again.halting(ProblemCode.ROLLBACK_STUCK, true) : again;
    }

    /** ECS says that it went back. */
    static Decision done(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        var cause = causeOf(release, state, ours);
        String evidence = cause.evidence().isEmpty()
                ? ours.statusReason().orElse(cause.because().slug())
                : cause.evidence();
        return release.bootstrap()
                ? noWayBack(release, now, evidence)
                : Decision.end(
                        release, Kind.ROLLED_BACK, Optional.of(cause.because()), Production.PREVIOUS, now, evidence);
    }

    /** ECS says that it could not. */
    static Decision failed(Situation situation, Deployed state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        if (release.bootstrap()) {
            return noWayBack(release, now, "there is nothing to roll back to" + DeploymentDecider.because(ours));
        }
        return Decision.end(
                release,
                Kind.FAILED,
                Optional.of(causeOf(release, state, ours).because()),
                Production.UNKNOWN,
                now,
                "ECS could not roll back" + DeploymentDecider.because(ours));
    }

    static Decision noWayBack(Release release, Instant now, String reason) {
        return Decision.end(
                release, Kind.FAILED, Optional.of(EndClass.NO_ROLLBACK_TARGET), Production.UNKNOWN, now, reason);
    }

    private static Cause causeOf(Release release, Deployed state, DeploymentView ours) {
        return due(release, state).orElseGet(() -> {
            EndClass told = StatusTable.causeOf(ours.statusReason().orElse(""));
            boolean personWasAwaited = state instanceof AwaitingPromotion && told == EndClass.GATE_TIMEOUT;
            return new Cause(
                    personWasAwaited ? EndClass.NOT_APPROVED : told,
                    ours.statusReason().orElse(""));
        });
    }
}
