package dev.slipway.smoke.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All of a run. Nothing in it is secret.
 *
 * @param suitesHash SHA-256 over the suites' files and the variables of the run, secrets, {@code gate} and {@code run.id} aside: equal
 *     hashes are the same tests
 * @param engine the engine's name and version
 * @param baseline the name of the target that answers were compared with; empty if there is none
 * @param seed what the order of tests was drawn with; empty if they ran in file order
 * @param notes what a reader should know beside the tests; may be empty
 */
public record Report(
        String runId,
        String target,
        String url,
        String engine,
        String suitesHash,
        Instant startedAt,
        Duration duration,
        Verdict verdict,
        Optional<String> baseline,
        OptionalLong seed,
        List<SuiteReport> suites,
        List<String> notes) {
    public Report {
        suites = List.copyOf(suites);
        notes = List.copyOf(notes);
    }

    /** All tests, in order. */
    public List<TestReport> tests() {
        return suites.stream().flatMap(suite -> suite.tests().stream()).toList();
    }
}
