package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts in which state which decision was taken, as the one truth tells it. */
final class Coverage {
    private final SortedMap<String, Integer> pairs = new TreeMap<>();

    void see(Step step) {
        if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
            before.flatMap(ServiceState::release)
                    .ifPresent(release -> Stream.concat(after.release().stream(), after.outbox().ended().stream())
                            .filter(other -> other.id().equals(release.id()))
                            .findFirst()
                            .ifPresent(now -> count(release, now)));
        }
    }

    private void count(Release before, Release after) {
        Optional<Intent> intent = after.intent().filter(one -> !after.intent().equals(before.intent()));
        if (before.state().kind() != after.state().kind() || intent.isPresent()) {
            String effect = intent.map(one -> ", " + one.effect().getClass().getSimpleName())
                    .orElse("");
            pairs.merge(
                    before.state().kind().text() + " -> " + after.state().kind().text() + effect, 1, Integer::sum);
        }
    }

    SortedMap<String, Integer> pairs() {
        return pairs;
    }
}
