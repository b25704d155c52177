package dev.slipway.deployer.config;

import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteFiles;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of smoke suites as the smoke tests themselves have them. */
public final class LibrarySuites implements SuiteRules {

    @Override
    public Judged judge(SortedMap<String, String> suites, SortedMap<String, String> files) {
        var texts = new TreeMap<>(suites);
        SortedMap<String, List<String>> faults = new TreeMap<>();
        if (load(texts, files) instanceof Loaded.Faulty faulty) {
            for (Fault fault : faulty.faults()) {
                faults.computeIfAbsent(fault.at().file(), file -> new ArrayList<>())
                        .add(fault.at() + ": " + fault.what());
            }
        }
        texts.keySet().removeAll(faults.keySet());
        return new Judged(faults, load(texts, files) instanceof Loaded.Suites good ? secrets(good) : new TreeMap<>());
    }

    private static Loaded load(SortedMap<String, String> texts, SortedMap<String, String> files) {
        List<SuiteText> suites = texts.entrySet().stream()
                .map(file -> new SuiteText(file.getKey(), file.getValue()))
                .toList();
        return SuiteLoader.load(suites, SuiteFiles.of(files));
    }

    private static SortedMap<String, List<String>> secrets(Loaded.Suites good) {
        SortedMap<String, List<String>> secrets = new TreeMap<>();
        good.suites()
                .forEach(suite -> secrets.put(
                        suite.file(),
                        suite.secrets().stream().map(SecretName::name).toList()));
        return secrets;
    }
}
