package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** SAFETY of what is remembered. */
final class MemorySafety {
    private MemorySafety() {}

    /** So that whoever comes after a crash knows what may have happened. */
    static final class NothingIsDoneWithoutIntent implements Invariant {
        private final Set<Effect> intended = new HashSet<>();

        @Override
        public String sentence() {
            return "every call that changes the service was first written down as an intent";
        }

        @Override
        public void see(Step step) {
            switch (step) {
                case Step.StateWritten written -> {
                    written.after()
                            .release()
                            .flatMap(Release::intent)
                            .ifPresent(intent -> intended.add(intent.effect()));
                    written.after()
                            .detachment()
                            .flatMap(Detachment::intent)
                            .ifPresent(intent -> intended.add(intent.effect()));
                }
                case Step.ServiceUpdateSent sent -> check(effect(sent.start()));
                case Step.StopSent sent -> check(new Effect.Stop(sent.deploymentArn()));
                case Step.HookAnswered sent ->
                    check(new Effect.Answer(sent.deploymentArn(), sent.hookId(), sent.action()));
                default -> {
                    // Changes nothing in the service.
                }
            }
        }

        /** One that brings nothing only takes the hooks off. */
        private static Effect effect(StartDeployment start) {
            return start.taskDefinitionArn().isEmpty()
                    ? new Effect.Detach()
                    : new Effect.Start(start.taskDefinitionArn());
        }

        private void check(Effect effect) {
            if (!intended.contains(effect)) {
                throw broken(effect + " was sent and stands in no intent");
            }
        }
    }

    /** Both in the one truth and in the records. */
    static final class AnEndIsFinal implements Invariant {
        private final Map<ReleaseId, Ended> ends = new HashMap<>();

        @Override
        public String sentence() {
            return "a release that has ended never changes again and never comes back";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.StateWritten written) {
                written.after().outbox().ended().forEach(this::check);
                Stream.concat(written.after().release().stream(), written.after().queue().stream())
                        .filter(release -> ends.containsKey(release.id()))
                        .findFirst()
                        .ifPresent(release -> {
                            throw broken(release.id() + " is " + release.state().kind() + " again after "
                                    + ends.get(release.id()));
                        });
            }
        }

        private void check(Release release) {
            if (!(release.state() instanceof Ended ended)) {
                throw broken(release.id() + " is told as ended but is "
                        + release.state().kind());
            }
            Ended before = ends.putIfAbsent(release.id(), ended);
            if (before != null && !before.equals(ended)) {
                throw broken(release.id() + " ended as " + before + " and then as " + ended);
            }
        }
    }

    /** From one write of the truth to the next. */
    record MovesAreLegal() implements Invariant {
        @Override
        public String sentence() {
            return "a release moves only as the table of states allows, and never gets lost";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
                before.ifPresent(present -> Stream.concat(present.release().stream(), present.queue().stream())
                        .forEach(release -> check(release, after)));
            }
        }

        private void check(Release release, ServiceState after) {
            Release now = Stream.of(after.release().stream(), after.queue().stream(), after.outbox().ended().stream())
                    .flatMap(one -> one)
                    .filter(other -> other.id().equals(release.id()))
                    .findFirst()
                    .orElseThrow(() ->
                            broken(release.id() + " was " + release.state().kind() + " and is gone"));
            Kind from = release.state().kind();
            Kind to = now.state().kind();
            if (from != to && !from.next().contains(to) && !isByWayOfAnother(from, now)) {
                throw broken(release.id() + " went from " + from + " to " + to);
            }
        }

        /** From a gate to the next one in a single look: its story tells the state between. */
        private static boolean isByWayOfAnother(Kind from, Release now) {
            int entries = now.timeline().size();
            Kind between = entries < 2 ? from : now.timeline().get(entries - 2).state();
            return from.next().contains(between)
                    && between.next().contains(now.state().kind());
        }
    }

    /** The first verdict of a hook decides what is answered there. */
    static final class AVerdictIsSticky implements Invariant {
        private final Truth truth;
        private final Map<String, Verdict> verdicts = new HashMap<>();
        private final Emergencies emergencies = new Emergencies();

        AVerdictIsSticky(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "a gate's verdict never changes, and CONTINUE is only decided on PASS";
        }

        @Override
        public void see(Step step) {
            emergencies.see(step);
            if (step instanceof Step.StateWritten written) {
                written.after().release().ifPresent(release -> {
                    visit(release.state()).ifPresent(this::check);
                    if (isGated(release)) {
                        release.answers().forEach(this::check);
                    }
                });
            }
        }

        /** An emergency asks no gate; someone else's deployment is asked about only if that is configured. */
        private boolean isGated(Release release) {
            boolean isLetAlone = release.trigger() instanceof Trigger.Foreign
                    && truth.scenario().onForeign() != OnForeign.GATE;
            return !isLetAlone && !emergencies.isOne(release);
        }

        private static Optional<GateVisit> visit(ReleaseState state) {
            return switch (state) {
                case ReleaseState.AtGate gate -> Optional.of(gate.visit());
                case ReleaseState.AwaitingPromotion awaiting -> Optional.of(awaiting.visit());
                default -> Optional.empty();
            };
        }

        private void check(GateVisit visit) {
            Optional<Verdict> now = visit.verdict().map(GateVisit.Judgement::verdict);
            Verdict before = verdicts.get(visit.hookId());
            if (before != null && !now.equals(Optional.of(before))) {
                throw broken("hook " + visit.hookId() + " was judged " + before + " and then " + now);
            }
            now.ifPresent(verdict -> verdicts.put(visit.hookId(), verdict));
        }

        private void check(Release.HookAnswer answer) {
            Verdict verdict = verdicts.get(answer.hookId());
            // The first step is before all production traffic: what it would ask, the test gate has asked.
            boolean mayBeTheFirstStep = answer.gate() == GateKind.STEP && verdict == null;
            if (answer.action() == HookAction.CONTINUE && verdict != Verdict.PASS && !mayBeTheFirstStep) {
                throw broken("hook " + answer.hookId() + " is answered CONTINUE on " + verdict);
            }
        }
    }

    /** Else no event could ever bring the service back to where it is. */
    record WhatIsLiveIsNotQuarantined() implements Invariant {
        @Override
        public String sentence() {
            return "the live digest is never quarantined";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.StateWritten written) {
                written.after()
                        .live()
                        .filter(live -> live.image()
                                .digest()
                                .map(written.after()::isQuarantined)
                                .orElse(false))
                        .ifPresent(live -> {
                            throw broken(live.image() + " is both, as release " + live.id());
                        });
            }
        }
    }

    /** So that a crash never leaves a release without its last record. */
    static final class AnEndIsRecordedBeforeTheNextBegins implements Invariant {
        private final Set<ReleaseId> ended = new HashSet<>();
        private final Set<String> recorded = new HashSet<>();

        @Override
        public String sentence() {
            return "no release begins before the last one's final record is written";
        }

        @Override
        public void see(Step step) {
            switch (step) {
                case Step.ItemWritten written -> recorded.add(written.after().sk());
                case Step.StateWritten(Optional<ServiceState> before, ServiceState after) -> {
                    after.outbox().ended().forEach(release -> ended.add(release.id()));
                    Optional<ReleaseId> running =
                            before.flatMap(ServiceState::release).map(Release::id);
                    after.release()
                            .filter(release -> !running.equals(Optional.of(release.id())))
                            .ifPresent(this::check);
                }
                default -> {
                    // Nothing was written.
                }
            }
        }

        private void check(Release begun) {
            ended.stream()
                    .filter(id -> !recorded.contains("RELEASE#" + id))
                    .findFirst()
                    .ifPresent(id -> {
                        throw broken(begun.id() + " begins, but " + id + " has no record");
                    });
        }
    }
}
