package dev.slipway.smoke.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How to run.
 *
 * @param runId {@code ${run.id}}, also sent as {@code X-Smoke-Run}; unique per run
 * @param variables of the caller: those Slipway gives, and overrides of those the suites declare
 * @param secrets by name
 * @param tags tests with one of them run; empty for all
 * @param deadline for the whole run, clean-ups (10 s more) excluded; more than zero
 * @param parallel how many suites at a time; 1 or more
 * @param seed draws the order of suites and tests, to find what depends on the order; empty for the order of the files
 * @param failFast whether no more tests are begun once a critical one failed
 * @param isVerbose whether reports hold the requests and answers themselves
 */
public record Options(
        String runId,
        Map<String, String> variables,
        Map<String, Secret> secrets,
        List<String> tags,
        Duration deadline,
        int parallel,
        OptionalLong seed,
        boolean failFast,
        boolean isVerbose) {
    public Options {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        tags = List.copyOf(tags);
    }

    /** All tests in file order, no variables, five minutes, four suites at a time, ending early when a critical test failed. */
    public static Options of(String runId) {
        return new Options(
                runId, Map.of(), Map.of(), List.of(), Duration.ofMinutes(5), 4, OptionalLong.empty(), true, false);
    }

    /** With these variables instead. */
    public Options withVariables(Map<String, String> others) {
        return new Options(runId, others, secrets, tags, deadline, parallel, seed, failFast, isVerbose);
    }

    /** With these secrets instead. */
    public Options withSecrets(Map<String, Secret> others) {
        return new Options(runId, variables, others, tags, deadline, parallel, seed, failFast, isVerbose);
    }

    /** With these tags instead. */
    public Options withTags(List<String> others) {
        return new Options(runId, variables, secrets, others, deadline, parallel, seed, failFast, isVerbose);
    }

    /** With this deadline instead. */
    public Options withDeadline(Duration other) {
        return new Options(runId, variables, secrets, tags, other, parallel, seed, failFast, isVerbose);
    }

    /** With so many suites at a time instead. */
    public Options withParallel(int other) {
        return new Options(runId, variables, secrets, tags, deadline, other, seed, failFast, isVerbose);
    }

    /** With the order drawn by {@code other}. */
    public Options withSeed(long other) {
        return new Options(
                runId, variables, secrets, tags, deadline, parallel, OptionalLong.of(other), failFast, isVerbose);
    }

    /** Going on, or not, when a critical test failed. */
    public Options withFailFast(boolean other) {
        return new Options(runId, variables, secrets, tags, deadline, parallel, seed, other, isVerbose);
    }

    /** Keeping requests and answers, or not. */
    public Options withVerbose(boolean other) {
        return new Options(runId, variables, secrets, tags, deadline, parallel, seed, failFast, other);
    }
}
