package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Baking;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Queued;
import dev.slipway.deployer.release.ReleaseState.Rendering;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import dev.slipway.deployer.release.ReleaseState.Starting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides what to do next about a release. Pure: the same situation and instant always give the same {@link Decision}.
 * The phases before ECS knows a deployment are decided here, the later ones in {@link DeploymentDecider}.
 */
public final class ReleaseDecider {
    static final Duration PREFLIGHT_POLL = Duration.ofSeconds(15);
    static final Duration START_POLL = Duration.ofSeconds(5);

    private ReleaseDecider() {}

    /**
     * The next step.
     *
     * @throws IllegalStateException if the release is over or still queued: there is nothing to decide then
     */
    public static Decision decide(Situation situation, Instant now) {
        Release release = situation.release();
        return switch (release.state()) {
            case Preparing preparing -> prepare(situation, preparing, now);
            case Starting starting -> start(situation, starting, now);
            case Rolling rolling -> DeploymentDecider.decide(situation, rolling, now);
            case AtGate atGate -> DeploymentDecider.decide(situation, atGate, now);
            case AwaitingPromotion awaiting -> DeploymentDecider.decide(situation, awaiting, now);
            case Baking baking -> DeploymentDecider.decide(situation, baking, now);
            case RollingBack rollingBack -> DeploymentDecider.decide(situation, rollingBack, now);
            case Queued queued ->
                throw new IllegalStateException("release " + release.id() + " waits since " + queued.since());
            case Ended ended ->
                throw new IllegalStateException("release " + release.id() + " ended at " + ended.since());
        };
    }

    private static Decision prepare(Situation situation, Preparing state, Instant now) {
        if (situation.release().wish().orElse(null) instanceof Release.Wish.RollBack wish) {
            return Decision.end(
                    situation.release(),
                    Kind.CANCELLED,
                    Optional.of(EndClass.STOPPED_BY_OPERATOR),
                    Production.UNCHANGED,
                    now,
                    "cancelled by " + wish.by() + " before ECS was touched");
        }
        Optional<String> newer = Supersession.by(situation, now);
        if (newer.isPresent()) {
            return Decision.end(
                    situation.release(),
                    Kind.SUPERSEDED,
                    Optional.of(EndClass.SUPERSEDED_BY_NEWER),
                    Production.UNCHANGED,
                    now,
                    newer.get());
        }
        if (state.rendering().isEmpty()) {
            return render(situation, state, now);
        }
        return state.registered().isEmpty()
                ? register(situation, state, state.rendering().get(), now)
                : preflight(
                        situation,
                        state,
                        state.rendering().get(),
                        state.registered().get(),
                        now);
    }

    private static Decision render(Situation situation, Preparing state, Instant now) {
        Release release = situation.release();
        return switch (situation.facts().rendering().orElseThrow()) {
            case Facts.Rendered.Faulty faulty ->
                refused(release, faulty.because(), now, String.join("; ", faulty.faults()));
            case Facts.Rendered.Ready ready -> {
                var rendering = ready.rendering();
                var next = new Preparing(state.since(), Optional.of(rendering), Optional.empty(), Optional.empty());
                yield Decision.go(
                        release.rendered(rendering.hash()),
                        next,
                        new Effect.Register(rendering.hash()),
                        now,
                        now,
                        "rendered; registering a revision of " + rendering.family());
            }
        };
    }

    private static Decision register(Situation situation, Preparing state, Rendering rendering, Instant now) {
        Release release = situation.release();
        if (situation.facts().last() instanceof Facts.EffectOutcome.Refused refused) {
            return refused(
                    release, EndClass.RENDER_REFUSED, now, "ECS refused the task definition: " + refused.message());
        }
        Optional<String> arn = situation.facts().last() instanceof Facts.EffectOutcome.Done done
                ? Optional.of(done.answer())
                : situation.facts().registered();
        if (arn.isEmpty()) {
            return Decision.go(
                    release,
                    state,
                    new Effect.Register(rendering.hash()),
                    now,
                    now,
                    "registering a revision of " + rendering.family());
        }
        var next = new Preparing(state.since(), state.rendering(), arn, Optional.empty());
        return Decision.go(release, next, now, now, "registered as " + arn.get());
    }

    private static Decision preflight(
            Situation situation, Preparing state, Rendering rendering, String taskDefinition, Instant now) {
        Release release = situation.release();
        var facts = situation.facts();
        if (facts.ours().isPresent()) {
            return Decision.go(
                    release,
                    new Starting(now, rendering, taskDefinition),
                    now,
                    now,
                    "a call thought lost has started the deployment after all");
        }
        return switch (Preflight.judge(
                situation.spec(), release, facts.service(), facts.preflight().orElseThrow())) {
            case Preflight.Result.Refuse refuse -> refused(release, refuse.because(), now, refuse.reason());
            case Preflight.Result.GiveWay giveWay ->
                Decision.end(
                        release,
                        Kind.CANCELLED,
                        Optional.of(EndClass.GAVE_WAY),
                        Production.UNCHANGED,
                        now,
                        "gave way before ECS was touched: " + giveWay.reason());
            case Preflight.Result.Wait wait -> waiting(situation, state, wait.reason(), now);
            case Preflight.Result.Clear clear ->
                Decision.go(
                        release,
                        new Starting(now, rendering, taskDefinition),
                        new Effect.Start(taskDefinition),
                        now,
                        now,
                        clear.remark().map(remark -> remark + "; ").orElse("preflight is clear; ")
                                + "starting the deployment");
        };
    }

    private static Decision waiting(Situation situation, Preparing state, String why, Instant now) {
        Release release = situation.release();
        Instant deadline = state.since().plus(situation.spec().deadlines().preflight());
        if (!now.isBefore(deadline)) {
            return refused(release, EndClass.PREFLIGHT_REFUSED, now, why + ", and has been since before " + deadline);
        }
        var next = new Preparing(state.since(), state.rendering(), state.registered(), Optional.of(why));
        return Decision.go(release, next, min(deadline, now.plus(PREFLIGHT_POLL)), now, "waiting: " + why);
    }

    private static Decision start(Situation situation, Starting state, Instant now) {
        Release release = situation.release();
        var facts = situation.facts();
        if (facts.ours().isPresent()) {
            return started(situation, state, facts.ours().get(), now);
        }
        if (facts.last() instanceof Facts.EffectOutcome.NotSent notSent) {
            return backToPreparing(release, state, notSent.why(), "nothing was sent: " + notSent.why(), now);
        }
        if (facts.last() instanceof Facts.EffectOutcome.Refused refused) {
            return refused(
                    release, EndClass.PREFLIGHT_REFUSED, now, "ECS refused the deployment: " + refused.message());
        }
        if (wasMadeAgain(facts, release)) {
            String why = "the service was deleted and made again meanwhile";
            return backToPreparing(release, state, why, why, now);
        }
        return serviceIsGone(facts) ? serviceDeleted(release, now) : notListed(situation, state, now);
    }

    /** Its time for preflight goes on: each race lost must not give it an hour more. */
    private static Decision backToPreparing(
            Release release, Starting state, String waitingFor, String reason, Instant now) {
        var back = new Preparing(
                release.begunAt(),
                Optional.of(state.rendering()),
                Optional.of(state.taskDefinitionArn()),
                Optional.of(waitingFor));
        return Decision.go(release, back, now.plus(PREFLIGHT_POLL), now, reason);
    }

    private static Decision started(Situation situation, Starting state, DeploymentView ours, Instant now) {
        if (ours.status() == DeploymentStatus.STOPPED) {
            return DeploymentDecider.stopped(situation, ours, now);
        }
        var pin = new ReleaseState.Pin(ours.arn(), state.taskDefinitionArn());
        return Decision.go(
                situation.release(),
                new Rolling(now, pin, Optional.empty()),
                now,
                now,
                "ECS started deployment " + pin.deploymentArn());
    }

    private static Decision notListed(Situation situation, Starting state, Instant now) {
        Release release = situation.release();
        Instant deadline = state.since().plus(situation.spec().deadlines().start());
        if (!now.isBefore(deadline)) {
            return Decision.end(
                    release,
                    Kind.REFUSED,
                    Optional.of(EndClass.NOT_STARTED),
                    Production.UNCHANGED,
                    now,
                    "no deployment of " + state.taskDefinitionArn() + " appeared");
        }
        boolean maySend = !(situation.facts().last() instanceof Facts.EffectOutcome.Done)
                && release.wish().isEmpty();
        // Listing lags, so absence proves nothing; the same call again starts nothing new if the first one did arrive.
        return maySend && release.intent().isPresent()
                ? Decision.go(
                        release,
                        state,
                        new Effect.Start(state.taskDefinitionArn()),
                        now.plus(START_POLL),
                        now,
                        "asking ECS once more to start")
                : Decision.stay(release, min(deadline, now.plus(START_POLL)), "the deployment is not listed yet");
    }

    static boolean serviceIsGone(Facts facts) {
        return isGone(facts, status -> status.equals("INACTIVE"));
    }

    /**
     * Whether the service that ECS was asked to deploy to is no more, though there is one of its name: nothing can become of
     * the deployment, since ECS forgets it with its service.
     */
    static boolean wasMadeAgain(Facts facts, Release release) {
        return facts.service() instanceof Facts.ServiceSeen.Found(ServiceView view)
                && view.createdAt().isAfter(release.startedAt());
    }

    /** Whether it was deleted: a service is DRAINING until its last task has stopped (API reference, DeleteService). */
    static boolean serviceIsGoing(Facts facts) {
        return isGone(facts, status -> !status.equals("ACTIVE"));
    }

    private static boolean isGone(Facts facts, Predicate<String> byStatus) {
        return switch (facts.service()) {
            case Facts.ServiceSeen.NotAsked notAsked -> false;
            case Facts.ServiceSeen.Missing missing -> true;
            case Facts.ServiceSeen.Found found -> byStatus.test(found.view().status());
        };
    }

    static Decision serviceDeleted(Release release, Instant now) {
        return Decision.end(
                release,
                Kind.FAILED,
                Optional.of(EndClass.ECS_FAILED),
                Production.UNKNOWN,
                now,
                "the service was deleted");
    }

    private static Decision refused(Release release, EndClass because, Instant now, String reason) {
        return Decision.end(release, Kind.REFUSED, Optional.of(because), Production.UNCHANGED, now, reason);
    }

    static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** When something is due, or by the next poll; at once if it was due before. */
    static Instant dueOrPoll(Instant due, Duration poll, Instant now) {
        return due.isBefore(now) ? now : min(due, now.plus(poll));
    }
}
