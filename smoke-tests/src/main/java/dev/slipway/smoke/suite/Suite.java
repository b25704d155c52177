package dev.slipway.smoke.suite;

import java.util.List;
import java.util.OptionalInt;

/**
 * One suite file, checked.
 *
 * @param name unique in a set of suites
 * @param file the name it was loaded under
 * @param hash SHA-256 of the file's text and of the files it names, 64 hexadecimal digits
 * @param tags of every test in it
 * @param variables what the suite declares; the caller may override them
 * @param secrets names only; the values come from the caller
 * @param maxFlaky how many tests may be flaky before the suite fails; empty for any number
 * @param tests in file order; not empty
 */
public record Suite(
        String name,
        String file,
        String hash,
        List<String> tags,
        List<Variable> variables,
        List<SecretName> secrets,
        OptionalInt maxFlaky,
        List<SmokeTest> tests) {
    public Suite {
        tags = List.copyOf(tags);
        variables = List.copyOf(variables);
        secrets = List.copyOf(secrets);
        tests = List.copyOf(tests);
    }

    /** Whether {@code test} of this suite carries one of {@code wanted}; no wanted tags select every test. */
    public boolean selects(SmokeTest test, List<String> wanted) {
        return wanted.isEmpty()
                || wanted.stream()
                        .anyMatch(tag -> tags.contains(tag) || test.tags().contains(tag));
    }
}
