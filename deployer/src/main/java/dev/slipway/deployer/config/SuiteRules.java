package dev.slipway.deployer.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of smoke suites, which the smoke tests own. */
@FunctionalInterface
public interface SuiteRules {

    /**
     * Judges suites as a set.
     *
     * @param suites path to text
     * @param files  path to text of what suites may name beside them: schemas, and other suites
     */
    Judged judge(SortedMap<String, String> suites, SortedMap<String, String> files);

    /**
     * What came of it.
     *
     * @param faults  path to faults, each with file, line and column; a suite without fault is not in it
     * @param secrets path to the names of the secrets that the suite asks for
     */
    record Judged(SortedMap<String, List<String>> faults, SortedMap<String, List<String>> secrets) {
        public Judged {
            faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
            secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
        }
    }
}
