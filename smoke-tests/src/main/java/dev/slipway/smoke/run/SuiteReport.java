package dev.slipway.smoke.run;

import java.util.List;
import java.util.Optional;

/**
 * One suite of a run.
 *
 * @param failure why the suite fails though its tests alone would not: more of them flaky than it allows; else empty
 */
public record SuiteReport(String name, String file, String hash, Optional<String> failure, List<TestReport> tests) {
    public SuiteReport {
        tests = List.copyOf(tests);
    }
}
