package dev.slipway.deployer.simulation;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for a run of the same seed that breaks the same promise with fewer faults. */
final class Shrinker {
    private static final int MOST_RUNS = 150;

    private final Program program;
    private int runs;

    Shrinker(Program program) {
        this.program = program;
    }

    /** The numbers of faults that the failure does not need. */
    SortedSet<Integer> withoutWhat(Outcome failing) {
        var without = new TreeSet<Integer>();
        for (int size = Math.max(1, failing.drawn() / 2); size >= 1 && runs < MOST_RUNS; size /= 2) {
            for (int from = 0; from < failing.drawn() && runs < MOST_RUNS; from += size) {
                leaveOut(without, from, size, failing);
            }
        }
        return without;
    }

    private void leaveOut(SortedSet<Integer> without, int from, int size, Outcome failing) {
        var more = new TreeSet<>(without);
        for (int number = from; number < Math.min(failing.drawn(), from + size); number++) {
            more.add(number);
        }
        if (more.size() == without.size()) {
            return;
        }
        runs++;
        Outcome outcome = Simulation.run(failing.seed(), more, program, false);
        if (what(outcome).equals(what(failing))) {
            without.addAll(more);
        }
    }

    private static String what(Outcome outcome) {
        return outcome.failure()
                .map(failure -> failure.getClass() + " "
                        + String.valueOf(failure.getMessage()).split(":", 2)[0])
                .orElse("");
    }
}
