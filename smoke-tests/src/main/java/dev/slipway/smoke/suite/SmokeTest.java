package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One test: steps in order, judged as a whole.
 *
 * @param name unique in its suite
 * @param retries further attempts of the whole test after one that did not pass; 0 to 10
 * @param repeat empty to run it once
 * @param latency limits on its answers; may be empty
 * @param row the variables of its row of data, in file order; empty without data
 * @param advisory run and reported, but never part of the verdict
 * @param failsWhenFlaky whether passing only by a retry is a failure
 * @param strictCleanup whether a clean-up that does not pass is a failure
 * @param skip the reason not to run it; empty to run it
 * @param steps not empty
 */
public record SmokeTest(
        String name,
        List<String> tags,
        int retries,
        Optional<Repeat> repeat,
        List<LatencyLimit> latency,
        Map<String, JsonNode> row,
        boolean advisory,
        boolean failsWhenFlaky,
        boolean strictCleanup,
        Optional<String> skip,
        List<Step> steps,
        SourceSpan at) {
    public SmokeTest {
        tags = List.copyOf(tags);
        latency = List.copyOf(latency);
        row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
        steps = List.copyOf(steps);
    }

    /** The first step that may change something in the target, its clean-up steps included. */
    public Optional<Step> firstWrite() {
        return allSteps().filter(step -> !step.isSafe()).findFirst();
    }

    /** Every step, each followed by its clean-up steps. */
    public Stream<Step> allSteps() {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), step.cleanup().stream()));
    }

    /** This test on one row of its data, told from the others by {@code suffix}. */
    public SmokeTest onRow(String suffix, Map<String, JsonNode> values) {
        return new SmokeTest(
                name + suffix,
                tags,
                retries,
                repeat,
                latency,
                values,
                advisory,
                failsWhenFlaky,
                strictCleanup,
                skip,
                steps,
                at);
    }
}
