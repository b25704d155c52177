package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts in which state which decision was taken, as the one truth tells it. */
final class Coverage {
    private final SortedMap<Decided, Integer> pairs = new TreeMap<>();
    private final SortedMap<Happening, Integer> happenings = new TreeMap<>();
    private Optional<Trigger> running = Optional.empty();

    /** Notes that this came about. */
    void note(Happening happening) {
        happenings.merge(happening, 1, Integer::sum);
    }

    void see(Step step) {
        if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
            running = after.release().map(Release::trigger);
            before.ifPresent(old -> happened(old, after));
        }
        if (step instanceof Step.ServiceUpdateSent sent
                && !sent.start().taskDefinitionArn().isEmpty()
                && running.flatMap(Trigger::emergency)
                        .flatMap(Trigger.Emergency::over)
                        .isPresent()) {
            note(Happening.OVER);
        }
        if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
            before.stream()
                    .flatMap(state -> Stream.concat(state.release().stream(), state.queue().stream()))
                    .forEach(release -> Stream.concat(after.release().stream(), after.outbox().ended().stream())
                            .filter(other -> other.id().equals(release.id()))
                            .findFirst()
                            .ifPresent(now -> count(release, now)));
        }
    }

    private void happened(ServiceState before, ServiceState after) {
        after.lastAnswers().stream()
                .filter(answer -> answer.accepted() && !before.lastAnswers().contains(answer))
                .forEach(answer -> note(Happening.obeyed(answer.command())));
        List<Release.HookAnswer> known = before.release().map(Release::answers).orElse(List.of());
        after.release()
                .ifPresent(release -> release.answers().stream()
                        .filter(answer -> !known.contains(answer) && answer.action() == HookAction.CONTINUE)
                        .forEach(answer -> passed(release, answer)));
    }

    private void passed(Release release, Release.HookAnswer answer) {
        note(Happening.passed(answer.gate()));
        if (release.trigger().emergency().isPresent()) {
            note(Happening.UNASKED);
        }
    }

    private void count(Release before, Release after) {
        Optional<Effect> effect = after.intent()
                .filter(one -> !after.intent().equals(before.intent()))
                .map(Intent::effect)
                .or(() -> begun(before, after));
        if (before.state().kind() != after.state().kind() || effect.isPresent()) {
            pairs.merge(Decided.of(before.state().kind(), after.state().kind(), effect), 1, Integer::sum);
        }
    }

    /** A smoke run changes nothing at AWS, so it needs no intent: its claim is written instead. */
    private static Optional<Effect> begun(Release before, Release after) {
        return claim(after)
                .filter(claim -> !claim(before).equals(Optional.of(claim)))
                .map(claim -> new Effect.RunGate(0, claim.token()));
    }

    private static Optional<GateVisit.Claim> claim(Release release) {
        return release.state() instanceof Deployed deployed
                ? deployed.newestVisit().flatMap(GateVisit::claim)
                : Optional.empty();
    }

    SortedMap<Happening, Integer> happenings() {
        return happenings;
    }

    SortedMap<Decided, Integer> pairs() {
        return pairs;
    }
}
