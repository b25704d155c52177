package dev.slipway.deployer.config;

import dev.slipway.deployer.config.SuiteRules.Judged;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the tree holds beside service files, for references.
 *
 * @param suites    by path
 * @param judged    of these suites
 * @param templates by path
 */
record Neighbours(SortedMap<String, String> suites, Judged judged, SortedMap<String, String> templates) {

    Neighbours {
        suites = Collections.unmodifiableSortedMap(new TreeMap<>(suites));
        templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
    }

    static Neighbours of(ConfigTree tree, SuiteRules rules) {
        SortedMap<String, String> suites = tree.under(ConfigTree.SUITES);
        return new Neighbours(suites, rules.judge(suites, tree.suitesAndSchemas()), tree.under(ConfigTree.TEMPLATES));
    }
}
