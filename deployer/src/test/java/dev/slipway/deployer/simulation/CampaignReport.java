package dev.slipway.deployer.simulation;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What became of many seeds.
 *
 * @param ran    how many
 * @param turns  how many turns were taken in all of them
 * @param struck how often each fault happened
 * @param pairs  how often each decision was taken in each state
 * @param failed those that broke a promise, the lowest seed first
 */
record CampaignReport(
        long ran, long turns, Map<Fault, Integer> struck, SortedMap<String, Integer> pairs, List<Outcome> failed) {
    private static final int SHOWN = 20;

    CampaignReport {
        failed = List.copyOf(failed);
    }

    Optional<Outcome> firstFailure() {
        return failed.stream().findFirst();
    }

    String text() {
        String failures = failed.stream()
                .limit(SHOWN)
                .map(outcome -> "\nseed " + outcome.seed() + ": "
                        + outcome.failure().orElseThrow().getMessage())
                .collect(Collectors.joining());
        return "%d seeds, %d turns, %d failed%nfaults: %s%nstate -> next state, call: %s%s"
                .formatted(ran, turns, failed.size(), struck, pairs, failures);
    }

    /** The command that tells one seed line by line, leaving out faults it does not need. */
    static String replay(long seed, SortedSet<Integer> without) {
        String numbers = without.stream().map(Object::toString).collect(Collectors.joining(","));
        return "./mvnw -q -pl deployer -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsimulation.seed=" + seed + (numbers.isEmpty() ? "" : " -Dsimulation.without=" + numbers);
    }
}
