package dev.slipway.smoke.suite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One test: steps in order, judged as a whole.
 *
 * @param name unique in its suite
 * @param retries further attempts of the whole test after one that did not pass; 0 to 10
 * @param advisory run and reported, but never part of the verdict
 * @param skip the reason not to run it; empty to run it
 * @param steps not empty
 */
public record SmokeTest(
        String name,
        List<String> tags,
        int retries,
        boolean advisory,
        Optional<String> skip,
        List<Step> steps,
        SourceSpan at) {
    public SmokeTest {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
    }

    /** The first step that may change something in the target, its clean-up steps included. */
    public Optional<Step> firstWrite() {
        return steps.stream()
                .flatMap(step -> Stream.concat(Stream.of(step), step.cleanup().stream()))
                .filter(step -> !step.isSafe())
                .findFirst();
    }
}
