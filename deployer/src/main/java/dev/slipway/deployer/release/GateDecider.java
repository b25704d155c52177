package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.DeploymentView.HookView;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides while ECS waits at a hook: which gate it is, when to test, what to answer. An answer is never re-decided. Pure. */
final class GateDecider {
    static final Duration TRAFFIC_POLL = Duration.ofSeconds(5);
    static final Duration GATE_POLL = Duration.ofMinutes(5);
    /** What judging and answering take beyond the smoke run itself. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    /** How long before a hook expires we stop waiting for the weights to be right. */
    static final Duration LAST_MINUTE = Duration.ofMinutes(1);

    private GateDecider() {}

    static Decision decide(Situation situation, Deployed state, DeploymentView ours, HookView hook, Instant now) {
        Release release = situation.release();
        Optional<Release.HookAnswer> answer = release.answerTo(hook.hookId());
        if (answer.isPresent()) {
            return repeat(situation, state, ours, answer.get(), now);
        }
        if (state instanceof AtGate atGate && atGate.visit().hookId().equals(hook.hookId())) {
            return judge(situation, atGate, ours, now);
        }
        if (state instanceof AwaitingPromotion awaiting
                && awaiting.visit().hookId().equals(hook.hookId())) {
            return await(situation, awaiting, ours, now);
        }
        return GateArrival.decide(situation, state, ours, hook, now);
    }

    private static Decision repeat(
            Situation situation, Deployed state, DeploymentView ours, Release.HookAnswer answer, Instant now) {
        // Beyond Rolling, a hook that was answered before is an old listing: nothing that is known since is given up
        // for it.
        boolean mayBeLost = state instanceof Rolling && situation.facts().last() instanceof Facts.EffectOutcome.None;
        if (!mayBeLost) {
            return Decision.stay(
                    situation.release(),
                    now.plus(TRAFFIC_POLL),
                    "answered " + answer.action() + "; ECS still shows the hook");
        }
        var effect = new Effect.Answer(ours.arn(), answer.hookId(), answer.action());
        return Decision.go(
                situation.release(), state, effect, now.plus(TRAFFIC_POLL), now, "repeating " + answer.action());
    }

    /** Whether it is someone else's deployment, which is answered for at once, whatever gates there are. */
    static boolean isUngated(Situation situation) {
        return situation.release().trigger() instanceof Trigger.Foreign
                && situation.spec().onForeign() != OnForeign.GATE;
    }

    static boolean isEmergency(Situation situation) {
        return situation.release().trigger().emergency().isPresent();
    }

    /** Whether it is someone else's deployment that is none of our business. */
    static boolean isLetThrough(Situation situation) {
        return isUngated(situation) && situation.spec().onForeign() == OnForeign.CONTINUE;
    }

    private static Decision judge(Situation situation, AtGate state, DeploymentView ours, Instant now) {
        GateVisit visit = state.visit();
        if (isUngated(situation)) {
            return foreign(situation, state, ours, now);
        }
        if (isEmergency(situation)) {
            return toContinue(situation, state, ours, visit, "an emergency: no gate is asked", now);
        }
        if (isStepAtZero(situation, visit)) {
            return toContinue(
                    situation, state, ours, visit, "the first step, before any production traffic, needs no test", now);
        }
        if (visit.verdict().isPresent()) {
            return passed(situation, state, ours, visit, visit.verdict().get(), now);
        }
        GateSpec gate = situation.spec().gate(visit.gate()).orElseThrow();
        if (gate.healthyFor().isPresent() && visit.claim().isEmpty()) {
            Optional<Decision> first = FleetDecider.decide(situation, state, ours, gate, now);
            if (first.isPresent()) {
                return first.get();
            }
        }
        if (gate.task().isPresent()) {
            return CommandDecider.decide(situation, state, ours, gate, now);
        }
        if (gate.suites().isEmpty()) {
            var passed = visit.judged(Verdict.PASS, "no suites; a person decides", now);
            return Decision.go(
                    situation.release(), new AtGate(state.since(), state.pin(), passed), now, now, "no suites to run");
        }
        return visit.claim().isPresent()
                ? watch(situation, state, gate, visit, visit.claim().get(), now)
                : test(situation, state, ours, gate, visit, now);
    }

    /** If someone else answered for the test gate, it has asked nothing yet. */
    private static boolean isStepAtZero(Situation situation, GateVisit visit) {
        boolean wasTested = situation.spec().gate(GateKind.TEST).isEmpty()
                || situation.release().hasPassed(GateKind.TEST);
        return visit.gate() == GateKind.STEP
                && wasTested
                && situation
                        .facts()
                        .traffic()
                        .map(traffic -> traffic.productionPercent() == 0)
                        .orElse(false);
    }

    private static Decision foreign(Situation situation, AtGate state, DeploymentView ours, Instant now) {
        return situation.spec().onForeign() == OnForeign.CONTINUE
                ? toContinue(
                        situation, state, ours, state.visit(), "someone else's deployment; configured to continue", now)
                : RollBacks.ask(
                        situation.release(),
                        state,
                        ours,
                        EndClass.FOREIGN_REJECTED,
                        "someone else's deployment; configured to reject",
                        now);
    }

    /** A run is claimed: take its report, or wait for it, or take it over if its runner is dead. */
    private static Decision watch(
            Situation situation, AtGate state, GateSpec gate, GateVisit visit, GateVisit.Claim claim, Instant now) {
        Release release = situation.release();
        var run = situation.facts().run().orElse(new Facts.Run(Optional.empty(), Optional.empty()));
        if (run.report().isPresent()) {
            var report = run.report().get();
            boolean again = report.verdict() == Verdict.INCONCLUSIVE
                    && visit.inconclusive() < gate.reruns()
                    && timeFor(gate.smoke(), visit, now);
            var judged = again ? visit.inconclusiveRun() : visit.judged(report.verdict(), report.summary(), now);
            return Decision.go(
                    release,
                    new AtGate(state.since(), state.pin(), judged),
                    now,
                    now,
                    report.verdict() + (again ? ", running once more: " : ": ") + report.summary());
        }
        Lease lease = situation.lease();
        Instant dead = run.leaseUntil().map(lease::takenAfter).orElseGet(() -> lease.deadAfter(claim.at()));
        if (now.isBefore(dead)) {
            return Decision.stay(release, dead, "smoke run " + visit.attempt() + " is under way");
        }
        return Decision.go(
                release,
                new AtGate(state.since(), state.pin(), visit.abandoned()),
                now,
                now,
                "smoke run " + visit.attempt() + " gave no sign of life since " + dead + "; it is run again");
    }

    /** No run is claimed: start one as soon as the listener shows our revision and nothing else. */
    private static Decision test(
            Situation situation, AtGate state, DeploymentView ours, GateSpec gate, GateVisit visit, Instant now) {
        Release release = situation.release();
        if (!timeFor(gate.smoke(), visit, now)) {
            return RollBacks.ask(
                    release,
                    state,
                    ours,
                    EndClass.GATE_TIMEOUT,
                    "no time is left for a smoke run before the hook expires at "
                            + visit.expiresAt().map(Instant::toString).orElse("?"),
                    now);
        }
        Optional<String> notOurs = situation.facts().traffic().flatMap(traffic -> stranger(visit.gate(), traffic));
        if (notOurs.isPresent()) {
            return Decision.stay(release, now.plus(TRAFFIC_POLL), "not testing yet: " + notOurs.get());
        }
        var claimed = visit.claimed(situation.newToken(), now);
        return Decision.go(
                release,
                new AtGate(state.since(), state.pin(), claimed),
                new Effect.RunGate(claimed.attempt(), situation.newToken()),
                situation.lease().deadAfter(now),
                now,
                "smoke run " + claimed.attempt() + " at the " + visit.gate().key() + " gate");
    }

    /** Why a test would not meet our revision alone. */
    private static Optional<String> stranger(GateKind gate, Facts.Traffic traffic) {
        if (gate == GateKind.PRODUCTION && traffic.productionPercent() != 100) {
            return Optional.of("the production rule sends " + traffic.productionPercent() + " % to the new revision");
        }
        if (gate != GateKind.PRODUCTION
                && traffic.testPercent().isPresent()
                && traffic.testPercent().getAsInt() != 100) {
            return Optional.of("the test rule sends " + traffic.testPercent().getAsInt() + " % to the new revision");
        }
        return traffic.strangers();
    }

    /** Whether so much time and an answer fit in before the hook expires. */
    static boolean timeFor(Duration time, GateVisit visit, Instant now) {
        return visit.expiresAt()
                .map(end -> now.plus(time).plus(TO_ANSWER).isBefore(end))
                .orElse(true);
    }

    /** Verdicts other than PASS never come here: they make a rollback due, hook or no hook. */
    private static Decision passed(
            Situation situation,
            AtGate state,
            DeploymentView ours,
            GateVisit visit,
            GateVisit.Judgement verdict,
            Instant now) {
        Optional<Duration> within = situation.spec().gate(visit.gate()).flatMap(GateSpec::approvalWithin);
        if (within.isEmpty()) {
            return toContinue(situation, state, ours, visit, verdict.summary(), now);
        }
        Instant wanted = now.plus(within.get());
        // The hook of another gate, where someone else answered for this one, may not wait for so long.
        Instant until = visit.expiresAt()
                .map(end -> ReleaseDecider.min(wanted, lastMoment(visit, end)))
                .orElse(wanted);
        return Decision.go(
                situation.release(),
                new AwaitingPromotion(now, state.pin(), visit, until),
                ReleaseDecider.dueOrPoll(until, GATE_POLL, now),
                now,
                now.isBefore(until)
                        ? "the tests passed; waiting for 'promote' until " + until
                        : "the tests passed, but no time is left for a person to promote it before the hook expires");
    }

    private static Decision await(Situation situation, AwaitingPromotion state, DeploymentView ours, Instant now) {
        Release release = situation.release();
        if (release.wish().orElse(null) instanceof Release.Wish.Promote promote
                && promote.hookId().equals(state.visit().hookId())) {
            return toContinue(situation, state, ours, state.visit(), "promoted by " + promote.by(), now);
        }
        if (!now.isBefore(state.until())) {
            // The hook may have had no time left when the tests had passed.
            String why = state.until().isAfter(state.since())
                    ? "nobody promoted it until " + state.until()
                    : "no time was left for a person to promote it before the hook expired";
            return RollBacks.ask(release, state, ours, EndClass.NOT_APPROVED, why, now);
        }
        return Decision.stay(
                release,
                ReleaseDecider.min(state.until(), now.plus(GATE_POLL)),
                "waiting for 'promote' until " + state.until());
    }

    /** CONTINUE, but only while the production rule is what the stage says. */
    private static Decision toContinue(
            Situation situation, Deployed state, DeploymentView ours, GateVisit visit, String why, Instant now) {
        Release release = situation.release();
        Optional<Integer> percent = situation.facts().traffic().map(Facts.Traffic::productionPercent);
        if (percent.isPresent() && !GateResolver.fits(visit.gate(), percent.get())) {
            String found = "the production rule sends " + percent.get() + " % to the new revision at the "
                    + visit.gate().key() + " gate; someone changed the weights";
            boolean lastMinute = visit.expiresAt()
                    .map(end -> !now.isBefore(lastMoment(visit, end)))
                    .orElse(false);
            return lastMinute
                    ? RollBacks.ask(release, state, ours, EndClass.WEIGHTS_CHANGED, found, now)
                    : Decision.stay(release, now.plus(TRAFFIC_POLL), "not continuing: " + found);
        }
        var answer = new Release.HookAnswer(visit.hookId(), visit.gate(), HookAction.CONTINUE, now);
        return Decision.go(
                release.answered(answer).withWish(Optional.empty()),
                new Rolling(now, state.pin(), Optional.of(visit)),
                new Effect.Answer(ours.arn(), visit.hookId(), HookAction.CONTINUE),
                now.plus(TRAFFIC_POLL),
                now,
                visit.gate().key() + " gate passed: " + why);
    }

    /** One minute before the end, or a tenth of the visit if that is less. */
    private static Instant lastMoment(GateVisit visit, Instant end) {
        Duration tenth = Duration.between(visit.since(), end).dividedBy(10);
        return end.minus(tenth.compareTo(LAST_MINUTE) < 0 ? tenth : LAST_MINUTE);
    }
}
