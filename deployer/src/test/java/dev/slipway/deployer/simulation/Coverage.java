package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ServiceState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts in which state which decision was taken, as the one truth tells it. */
final class Coverage {
    private final SortedMap<Decided, Integer> pairs = new TreeMap<>();

    void see(Step step) {
        if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
            before.stream()
                    .flatMap(state -> Stream.concat(state.release().stream(), state.queue().stream()))
                    .forEach(release -> Stream.concat(after.release().stream(), after.outbox().ended().stream())
                            .filter(other -> other.id().equals(release.id()))
                            .findFirst()
                            .ifPresent(now -> count(release, now)));
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

    SortedMap<Decided, Integer> pairs() {
        return pairs;
    }
}
