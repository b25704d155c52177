package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Admission;
import dev.slipway.deployer.release.Command;
import dev.slipway.deployer.release.Commander;
import dev.slipway.deployer.release.Decision;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.Ending;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Intake;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.Progress;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseDecider;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Situation;
import dev.slipway.deployer.release.TemplateSeen;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.release.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at one service, with a token of its own. The order is: evidence, STATE with the intent, the effect, STATE with
 * the result and the outbox, what is to be told, STATE without it.
 */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    /** A bound against a decider that never rests; a release needs about thirty steps. */
    private static final int MOST_STEPS = 100;

    private static final Duration LONGEST_WAKE = Duration.ofMinutes(15);
    private static final Duration LOST_WAKE = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(2));
    /** Rights and credentials do not come back within seconds. */
    private static final BackOff WHEN_DENIED = new BackOff(Duration.ofMinutes(1), Duration.ofMinutes(2));
    /** Another turn acts right now and is soon done; what woke this one must not wait until its intent is void. */
    private static final Duration FENCED = Duration.ofSeconds(2);

    private final TurnParts parts;
    private final Ports ports;
    private final ServiceName service;
    private final Optional<ServiceSpec> configured;
    private final boolean wasRemoved;
    private final String token;
    private EffectOutcome last = new EffectOutcome.None();
    /** The intent that this turn carried out, until STATE is written without it: nobody need wait for it any more. */
    private Optional<Intent> carriedOut = Optional.empty();

    private Optional<Instant> lookAt = Optional.empty();
    /** Whether the state in hand differs from the one stored. */
    private boolean changed;
    /** How many looks in a row could not be made, this one included; 0 as long as it can. */
    private int failures;

    /**
     * What the service is configured to be.
     *
     * @param spec       empty if it was removed and nothing is known of what it was
     * @param wasRemoved whether its file is gone: what is under way goes on, nothing new starts by itself
     */
    record Configured(Optional<ServiceSpec> spec, boolean wasRemoved) {}

    Turn(TurnParts parts, ServiceName service, Configured configured, String token) {
        this.parts = parts;
        this.ports = parts.ports();
        this.service = service;
        this.configured = configured.spec();
        this.wasRemoved = configured.wasRemoved();
        this.token = token;
    }

    void run(Optional<ServiceState> stored, Look look) {
        var state = stored.isPresent() ? stored.get() : firstSight();
        if (look.push().isPresent() && configured.isPresent() && !wasRemoved) {
            state = admit(state, configured.get(), look.push().get());
        }
        if (configured.isPresent() && !wasRemoved) {
            state = takeTemplate(state, configured.get());
        }
        try {
            // At first sight too: what the parameter holds by then is the baseline, not a command.
            if ((look.commands() || stored.isEmpty()) && configured.isPresent()) {
                state = obey(state, configured.get());
            }
            state = steps(state, look);
            parts.standing().over(service.value(), ProblemLog.OF_CALLS);
        } catch (PortFailure failure) {
            if (failure.action().startsWith("dynamodb:")) {
                throw failure;
            }
            changed = false;
            state = reload();
            wantLookAt(failed(failure, state));
        }
        arrangeNextLook(state, look);
    }

    private ServiceState firstSight() {
        var spec = configured.orElseThrow();
        // Before the instant of first sight, so that a tag that comes after it is news.
        parts.knownTags().keepFirst(spec, ports.images(), ports.clock().now());
        var unseen = ServiceState.unseen(service, ports.clock().now());
        var adopted = parts.adoption().adopt(unseen, spec, ports.config().current());
        var marked = Intake.template(
                        parts.adoption().markExactTags(adopted, spec),
                        spec,
                        templateHash(spec),
                        ports.ids().release(ports.clock().now()),
                        ports.clock().now())
                .next();
        parts.knownServices().remember(spec, ports.config().current(), "");
        return parts.store()
                .save(marked)
                .orElseGet(() -> parts.store().load(service).orElseThrow());
    }

    private ServiceState admit(ServiceState from, ServiceSpec spec, Push push) {
        var state = from;
        while (true) {
            Instant now = ports.clock().now();
            Admission admission = Intake.admit(state, spec, push, ports.ids().release(now), now);
            log(state, "push " + push.repository() + ":" + push.tag() + " " + admission.reason());
            if (admission.next().equals(state)) {
                return state;
            }
            Optional<ServiceState> saved = parts.store().save(admission.next());
            if (saved.isPresent()) {
                return saved.get();
            }
            state = parts.store().load(service).orElseThrow();
        }
    }

    private ServiceState takeTemplate(ServiceState from, ServiceSpec spec) {
        String hash = templateHash(spec);
        var state = from;
        while (true) {
            Instant now = ports.clock().now();
            Admission admission = Intake.template(state, spec, hash, ports.ids().release(now), now);
            if (admission.next().equals(state)) {
                return state;
            }
            Optional<ServiceState> saved = parts.store().save(admission.next());
            if (saved.isPresent()) {
                log(saved.get(), admission.reason());
                return saved.get();
            }
            state = parts.store().load(service).orElseThrow();
        }
    }

    private String templateHash(ServiceSpec spec) {
        return spec.template()
                .map(path -> Store.hash(ports.config().current().templates().getOrDefault(path, "")))
                .orElse("");
    }

    private ServiceState obey(ServiceState from, ServiceSpec spec) {
        String parameters = "/" + parts.prefix() + "/command/";
        var history = new ArrayList<>(ports.parameters().history(parameters + service));
        history.addAll(ports.parameters().history(parameters + Command.FOR_ALL));
        history.addAll(ports.parameters().history("/" + parts.prefix() + "/admin/" + service));
        var state = from;
        while (true) {
            Instant now = ports.clock().now();
            var images = images(spec, Commander.wanted(state, history));
            var next = Commander.obey(
                    state, spec, history, images, () -> ports.ids().release(now), now);
            if (next.equals(state)) {
                return state;
            }
            Optional<ServiceState> saved = parts.store().save(next);
            if (saved.isPresent()) {
                return saved.get();
            }
            state = parts.store().load(service).orElseThrow();
        }
    }

    private SortedMap<String, Image> images(ServiceSpec spec, List<String> wanted) {
        var images = new TreeMap<String, Image>();
        String repository = spec.image().repository();
        for (String one : wanted) {
            if (Digest.isOne(one)) {
                var digest = new Digest(one);
                ports.images()
                        .describe(repository, digest)
                        .ifPresent(view -> images.put(
                                one,
                                new Image(
                                        repository,
                                        Optional.of(digest),
                                        view.tags().stream().findFirst())));
            } else {
                ports.images()
                        .describeTag(repository, one)
                        .ifPresent(view -> images.put(one, Image.of(repository, view.digest(), one)));
            }
        }
        return images;
    }

    private ServiceState steps(ServiceState from, Look look) {
        var state = from;
        boolean idleLook = look.idle();
        for (int step = 0; step < MOST_STEPS; step++) {
            state = tell(state);
            Optional<Detachment> leaving = state.detachment().filter(one -> !one.isDone());
            if (leaving.isPresent() && configured.isPresent()) {
                var departure = parts.departure().next(state, leaving.get(), configured.get(), token);
                changed = false;
                state = departure.state();
                if (departure.lookAt().isPresent()) {
                    wantLookAt(departure.lookAt().get());
                    return state;
                }
                continue;
            }
            if (state.release().isEmpty()) {
                Optional<ServiceState> begun = begin(state, idleLook);
                if (begun.isEmpty()) {
                    return state;
                }
                idleLook = false;
                state = begun.get();
                continue;
            }
            Release release = state.release().get();
            Optional<Intent> fence = release.intent()
                    .filter(intent -> intent.isFencedFrom(token, ports.clock().now()));
            if (fence.isPresent()) {
                Instant soon = ports.clock().now().plus(FENCED);
                wantLookAt(
                        soon.isBefore(fence.get().settledAt())
                                ? soon
                                : fence.get().settledAt());
                return state;
            }
            Optional<ServiceState> next = step(state, release);
            if (next.isEmpty()) {
                return reload();
            }
            if (next.get().version() == state.version() && !changed) {
                return next.get();
            }
            state = next.get();
            if (lookAt.isPresent() && ports.clock().now().isBefore(lookAt.get())) {
                return state;
            }
        }
        LOG.atError().addKeyValue("service", service).log("a turn did not come to rest; looking again later");
        wantLookAt(ports.clock().now().plus(AFTER_FAILURE));
        return state;
    }

    /** Nothing is in flight: adopts what someone else brought, then starts what waits. Empty if there is neither. */
    private Optional<ServiceState> begin(ServiceState state, boolean idleLook) {
        if (configured.isEmpty()) {
            return Optional.empty();
        }
        var spec = configured.get();
        boolean mayStart = !startNext(state).equals(state);
        if ((idleLook || mayStart) && !goesOverWhatIsInFlight(startNext(state))) {
            var seen = parts.adoption().adopt(state, spec, ports.config().current());
            if (!seen.equals(state)) {
                seen.release().ifPresent(met -> log(seen, "release " + met.id() + " of a deployment that was met"));
                return saveOrReload(seen);
            }
        }
        var next = startNext(state);
        if (next.equals(state)) {
            return Optional.empty();
        }
        if (next.release().isPresent()) {
            var frozen = parts.freezer()
                    .freeze(next, next.release().get(), spec, ports.config().current());
            // It takes the template as it is now, so that a change of it needs no release of its own.
            var seen = wasRemoved
                    ? next.template()
                    : Optional.of(
                            TemplateSeen.first(templateHash(spec), ports.clock().now()));
            next = next.change().release(Optional.of(frozen)).template(seen).done();
            log(next, "release " + frozen.id() + " of " + frozen.image() + " begins");
        }
        return saveOrReload(next);
    }

    /** Of a service that was removed only what a person asks for starts. */
    private ServiceState startNext(ServiceState state) {
        var next = Intake.startNext(state, ports.clock().now());
        boolean isAsked =
                next.release().map(release -> release.trigger().isOperators()).orElse(true);
        return wasRemoved && !isAsked ? state : next;
    }

    /** An emergency that was told which deployment to go over does not stop to judge that one. */
    private static boolean goesOverWhatIsInFlight(ServiceState next) {
        return next.release()
                .flatMap(release -> release.trigger().emergency())
                .flatMap(Trigger.Emergency::over)
                .isPresent();
    }

    private Optional<ServiceState> saveOrReload(ServiceState next) {
        Optional<ServiceState> saved = parts.store().save(next);
        changed = false;
        return saved.isPresent() ? saved : Optional.of(reload());
    }

    /** One decision and its effect. The same version and nothing changed means that there is nothing to do now. */
    private Optional<ServiceState> step(ServiceState state, Release release) {
        lookAt = Optional.empty();
        Frozen frozen = parts.freezer().thaw(state, release);
        var facts = parts.observer().observe(frozen, state, release, last);
        last = new EffectOutcome.None();
        Instant now = ports.clock().now();
        var decision = ReleaseDecider.decide(
                new Situation(frozen.spec(), state, release, facts, ports.ids().token()), now);
        wantLookAt(decision.lookAt());
        boolean moves = !decision.next().equals(release) || decision.effect().isPresent();
        if (!moves) {
            return Optional.of(state);
        }
        var intended = intended(decision, release, now);
        ServiceState next = intended.isOver()
                ? Ending.of(state, frozen.spec(), release, intended, ports.ids().release(now), now)
                : Progress.of(state, release, intended, decision.halt(), now);
        Optional<ServiceState> saved = parts.store().save(next);
        if (saved.isEmpty()) {
            // Someone else wrote meanwhile: look afresh, with the same token, so that our own intents stay ours.
            lookAt = Optional.empty();
            changed = true;
            return Optional.of(reload());
        }
        // Told only now: what somebody else's write came before has not happened.
        log(
                saved.get(),
                "release " + release.id() + " " + decision.next().state().kind().text() + ": " + decision.reason());
        changed = false;
        stopRunner(release, intended);
        return Optional.of(decision.effect()
                .map(effect -> act(saved.get(), frozen, intended, effect))
                .orElse(saved.get()));
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

    /** The gate is over, so its runner is to stop: its lease is taken from it. */
    private void stopRunner(Release before, Release after) {
        if (!(before.state() instanceof AtGate was) || was.visit().claim().isEmpty()) {
            return;
        }
        GateVisit visit = was.visit();
        boolean stillClaimed =
                after.state() instanceof AtGate is && is.visit().claim().equals(visit.claim());
        if (!stillClaimed) {
            String key = Keys.lease(before.id(), visit.key(), visit.attempt());
            var body = "{\"until\":\"" + ports.clock().now() + "\"}";
            ports.journal()
                    .put(new Item(Keys.service(service), key, body, 0, "", Optional.empty()), new Condition.None());
        }
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

    private Instant failed(PortFailure failure, ServiceState state) {
        failures = 1 + state.wake().map(Wake::failures).orElse(0);
        BackOff backOff = failure.kind() == PortFailure.Kind.DENIED ? WHEN_DENIED : BACK_OFF;
        Instant again =
                ports.clock().now().plus(backOff.after(failures, ports.ids().token()));
        parts.standing().tell(service.value(), ProblemLog.of(failure, service, again));
        return again;
    }

    private void wantLookAt(Instant at) {
        lookAt = Optional.of(at);
    }

    private void arrangeNextLook(ServiceState from, Look look) {
        var state = from;
        for (int attempt = 0; attempt < 5; attempt++) {
            Instant now = ports.clock().now();
            Optional<Wake> wake = nextWake(state, look, now);
            boolean sameWake = wake.equals(state.wake());
            if (sameWake && !changed) {
                return;
            }
            Optional<ServiceState> saved =
                    parts.store().save(state.change().wake(wake).done());
            if (saved.isPresent()) {
                if (!sameWake && wake.isPresent()) {
                    Duration delay = Duration.between(now, wake.get().at());
                    ports.wakeUps().send(service, wake.get().token(), delay.isNegative() ? Duration.ZERO : delay);
                }
                return;
            }
            changed = false;
            state = reload();
        }
        // Five others wrote in this very moment; each of them arranges its own next look, and the sweep is behind all.
    }

    private Optional<Wake> nextWake(ServiceState state, Look look, Instant now) {
        boolean consumed = state.wake().isPresent()
                && (state.wake().get().token().equals(look.wakeToken())
                        || state.wake().get().at().plus(LOST_WAKE).isBefore(now));
        Optional<Wake> kept = consumed ? Optional.empty() : state.wake();
        boolean unfinished = !state.outbox().isEmpty() || state.release().isPresent();
        Optional<Instant> wanted = lookAt.isPresent() || !unfinished ? lookAt : Optional.of(now.plus(AFTER_FAILURE));
        boolean leaves = state.detachment().filter(one -> !one.isDone()).isPresent();
        if (state.release().isEmpty()
                && state.outbox().isEmpty()
                && state.queue().isEmpty()
                && !leaves) {
            return Optional.empty();
        }
        if (wanted.isEmpty()) {
            return kept;
        }
        Instant at = wanted.get().isAfter(now.plus(LONGEST_WAKE)) ? now.plus(LONGEST_WAKE) : wanted.get();
        boolean soonEnough = kept.isPresent() && !kept.get().at().isAfter(at);
        return soonEnough ? kept : Optional.of(new Wake(at, ports.ids().token(), failures));
    }

    private void log(ServiceState state, String text) {
        LOG.atInfo()
                .addKeyValue("service", service)
                .addKeyValue("version", state.version())
                .log(text);
    }
}
