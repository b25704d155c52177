package dev.slipway.smoke.run;

import java.util.List;

/** One suite of a run. */
public record SuiteReport(String name, String file, String hash, List<TestReport> tests) {
    public SuiteReport {
        tests = List.copyOf(tests);
    }
}
