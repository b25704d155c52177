package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Decision;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.Ending;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.Progress;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseDecider;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Situation;
import dev.slipway.deployer.release.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at one service, with a token of its own. The order is: evidence, STATE with the intent, the effect, STATE with
 * the result and the outbox, what is to be told, STATE without it.
 */
final class Turn {
    /** A bound against a decider that never rests; a release needs about thirty steps. */
    private static final int MOST_STEPS = 100;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    /** Another turn acts right now and is soon done; what woke this one must not wait until its intent is void. */
    private static final Duration FENCED = Duration.ofSeconds(2);

    private final TurnParts parts;
    private final Ports ports;
    private final ServiceName service;
    private final Configured configured;
    private final Look look;
    private final String token;
    private final Arrivals arrivals;
    private final Beginnings beginnings;
    private final LeftGates leftGates;
    private EffectOutcome last = new EffectOutcome.None();
    /** The intent that this turn carried out, until STATE is written without it: nobody need wait for it any more. */
    private Optional<Intent> carriedOut = Optional.empty();

    private Optional<Instant> lookAt = Optional.empty();
    /** Whether to look for what others brought even if nothing waits. */
    private boolean looksAround;
    /** Whether the state in hand differs from the one stored. */
    private boolean changed;
    /** How many looks in a row could not be made, this one included; 0 as long as it can. */
    private int failures;

    /**
     * What a step led to.
     *
     * @param rests whether there is nothing to do now
     */
    private record Step(ServiceState state, boolean rests) {}

    Turn(TurnParts parts, ServiceName service, Configured configured, Look look, String token) {
        this.parts = parts;
        this.ports = parts.ports();
        this.service = service;
        this.configured = configured;
        this.look = look;
        this.token = token;
        this.looksAround = look.idle();
        this.arrivals = new Arrivals(parts);
        this.beginnings = new Beginnings(parts, arrivals);
        this.leftGates = new LeftGates(ports);
    }

    void run(Optional<ServiceState> stored) {
        var state = stored.orElseGet(
                () -> arrivals.firstSight(service, configured.spec().orElseThrow()));
        if (configured.inForce().isPresent()) {
            var spec = configured.inForce().get();
            state = look.push().isPresent()
                    ? arrivals.push(state, spec, look.push().get())
                    : state;
            state = arrivals.changedTemplate(state, spec);
        }
        try {
            // At first sight too: what the parameter holds by then is the baseline, not a command.
            if ((look.commands() || stored.isEmpty()) && configured.spec().isPresent()) {
                state = arrivals.commands(state, configured.spec().get());
            }
            state = steps(state);
            parts.standing().over(service.value(), ProblemLog.OF_CALLS);
        } catch (PortFailure failure) {
            if (failure.action().startsWith("dynamodb:")) {
                throw failure;
            }
            changed = false;
            state = reload();
            failures = 1 + state.wake().map(Wake::failures).orElse(0);
            wantLookAt(Setbacks.tell(parts, service, failure, failures));
        }
        arrangeNextLook(state);
    }

    private ServiceState steps(ServiceState from) {
        var state = from;
        for (int count = 0; count < MOST_STEPS; count++) {
            Step step = step(tell(state));
            state = step.state();
            if (step.rests()) {
                return state;
            }
        }
        TurnLog.restless(state);
        wantLookAt(ports.clock().now().plus(AFTER_FAILURE));
        return state;
    }

    private Step step(ServiceState state) {
        Optional<Detachment> leaving = state.detachment().filter(one -> !one.isDone());
        if (leaving.isPresent()
                && state.release().isEmpty()
                && configured.spec().isPresent()) {
            return leave(state, leaving.get(), configured.spec().get());
        }
        if (state.release().isEmpty()) {
            Optional<ServiceState> begun = beginnings.next(state, configured, looksAround);
            looksAround = false;
            return begun.map(next -> new Step(saveOrReload(next), false)).orElse(new Step(state, true));
        }
        Release release = state.release().get();
        Optional<Intent> fence = release.intent()
                .filter(intent -> intent.isFencedFrom(token, ports.clock().now()));
        if (fence.isPresent()) {
            Instant soon = ports.clock().now().plus(FENCED);
            Instant settled = fence.get().settledAt();
            wantLookAt(soon.isBefore(settled) ? soon : settled);
            return new Step(state, true);
        }
        return carryOn(state, release);
    }

    /** What is in flight keeps our hooks, so that it is judged or stopped before they are taken off. */
    private Step leave(ServiceState state, Detachment leaving, ServiceSpec spec) {
        Optional<ServiceState> met = beginnings.met(state, spec, Optional.empty());
        if (met.isPresent()) {
            return new Step(saveOrReload(met.get()), false);
        }
        var departure = parts.departure().next(state, leaving, spec, token);
        changed = false;
        departure.lookAt().ifPresent(this::wantLookAt);
        return new Step(departure.state(), departure.lookAt().isPresent());
    }

    /** One decision and its effect. */
    private Step carryOn(ServiceState state, Release release) {
        lookAt = Optional.empty();
        Frozen frozen = parts.freezer().thaw(state, release);
        var facts = parts.observer().observe(frozen, state, release, last);
        last = new EffectOutcome.None();
        Instant now = ports.clock().now();
        var decision = ReleaseDecider.decide(
                new Situation(frozen.spec(), state, release, facts, ports.ids().token(), parts.lease()), now);
        wantLookAt(decision.lookAt());
        boolean moves = !decision.next().equals(release) || decision.effect().isPresent();
        if (moves) {
            return write(state, frozen, release, decision, now);
        }
        return new Step(state, !changed || isLater());
    }

    private boolean isLater() {
        return lookAt.isPresent() && ports.clock().now().isBefore(lookAt.get());
    }

    private Step write(ServiceState state, Frozen frozen, Release release, Decision decision, Instant now) {
        var intended = intended(decision, release, now);
        ServiceState next = intended.isOver()
                ? Ending.of(state, frozen.spec(), release, intended, ports.ids().release(now), now)
                : Progress.of(state, release, intended, decision.halt(), now);
        Optional<ServiceState> saved = parts.store().save(next);
        if (saved.isEmpty()) {
            // Someone else wrote meanwhile: look afresh, with the same token, so that our own intents stay ours.
            lookAt = Optional.empty();
            changed = true;
            return new Step(reload(), false);
        }
        // Told only now: what somebody else's write came before has not happened.
        TurnLog.tell(
                saved.get(),
                "release " + release.id() + " " + decision.next().state().kind().text() + ": " + decision.reason());
        changed = false;
        leftGates.stop(frozen.spec(), release, intended);
        if (decision.effect().isEmpty()) {
            parts.evidence().whereEcsGoesBack(frozen.spec(), release, intended);
        }
        var after = decision.effect()
                .map(effect -> act(saved.get(), frozen, intended, effect))
                .orElse(saved.get());
        return new Step(after, isLater());
    }

    private ServiceState saveOrReload(ServiceState next) {
        Optional<ServiceState> saved = parts.store().save(next);
        changed = false;
        return saved.orElseGet(this::reload);
    }

    private Release intended(Decision decision, Release before, Instant now) {
        Optional<Effect> toAws = decision.effect().filter(effect -> !(effect instanceof Effect.RunGate));
        if (toAws.isPresent()) {
            return decision.next()
                    .withIntent(Optional.of(new Intent(toAws.get(), token, now.plus(Intent.TIME_TO_ACT))));
        }
        boolean moved = decision.next().state().kind() != before.state().kind();
        return moved ? decision.next().withIntent(Optional.empty()) : decision.next();
    }

    private ServiceState act(ServiceState state, Frozen frozen, Release release, Effect effect) {
        if (effect instanceof Effect.RunGate run) {
            ports.background().start(GateRun.of(parts, frozen.spec(), release, run));
            return state;
        }
        Instant actBefore = release.intent().orElseThrow().actBefore();
        Optional<EffectOutcome> outcome = parts.effects().perform(effect, frozen.spec(), release, actBefore);
        if (outcome.isEmpty()) {
            // Nobody can know yet whether it took place: nobody touches it until then, and then by looking first.
            wantLookAt(actBefore.plus(Intent.GRACE));
            return state;
        }
        last = outcome.get();
        carriedOut = release.intent();
        lookAt = Optional.empty();
        changed = true;
        return state.change()
                .release(Optional.of(release.withIntent(Optional.empty())))
                .done();
    }

    private ServiceState tell(ServiceState state) {
        if (state.outbox().isEmpty()) {
            return state;
        }
        parts.teller().tell(state);
        changed = true;
        return state.change().outbox(Outbox.EMPTY).done();
    }

    /** What is stored now, without the intent that this turn carried out: another's write in between must not bring it back. */
    private ServiceState reload() {
        ServiceState stored = parts.store().load(service).orElseThrow();
        Optional<Release> ours = stored.release()
                .filter(release -> carriedOut.isPresent() && release.intent().equals(carriedOut));
        if (ours.isEmpty()) {
            return stored;
        }
        changed = true;
        return stored.change()
                .release(Optional.of(ours.get().withIntent(Optional.empty())))
                .done();
    }

    private void wantLookAt(Instant at) {
        lookAt = Optional.of(at);
    }

    private void arrangeNextLook(ServiceState from) {
        var state = from;
        for (int attempt = 0; attempt < 5; attempt++) {
            Instant now = ports.clock().now();
            Optional<Wake> wake = WakeChain.next(state, look.wakeToken(), lookAt, failures, ports.ids()::token, now);
            boolean sameWake = wake.equals(state.wake());
            if (sameWake && !changed) {
                return;
            }
            Optional<ServiceState> saved =
                    parts.store().save(state.change().wake(wake).done());
            if (saved.isPresent()) {
                wake.filter(due -> !sameWake).ifPresent(due -> send(due, now));
                return;
            }
            changed = false;
            state = reload();
        }
        // Five others wrote in this very moment; each of them arranges its own next look, and the sweep is behind all.
    }

    private void send(Wake wake, Instant now) {
        Duration delay = Duration.between(now, wake.at());
        ports.wakeUps().send(service, wake.token(), delay.isNegative() ? Duration.ZERO : delay);
    }
}
