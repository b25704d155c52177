package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong while a set of files is read. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();
    private final Map<String, List<String>> lines = new HashMap<>();

    /** Makes the lines of a file known, so that its faults can show them. */
    void source(SuiteText file) {
        lines.put(file.name(), file.text().lines().toList());
    }

    void add(SourceSpan at, String what) {
        List<String> source = lines.getOrDefault(at.file(), List.of());
        String line = at.line() <= source.size() ? source.get(at.line() - 1).replace('\t', ' ') : "";
        Fault fault = new Fault(at, what, line);
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** 1 if a quotation mark stands at {@code at}, else 0. */
    int quotes(SourceSpan at) {
        List<String> source = lines.getOrDefault(at.file(), List.of());
        String line = at.line() <= source.size() ? source.get(at.line() - 1) : "";
        char first = at.column() <= line.length() ? line.charAt(at.column() - 1) : ' ';
        return first == '\'' || first == '"' ? 1 : 0;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** By file in the order they were read, then line and column. */
    List<Fault> all(List<String> files) {
        return found.stream()
                .sorted(Comparator.comparingInt(
                                (Fault fault) -> files.indexOf(fault.at().file()))
                        .thenComparingInt(fault -> fault.at().line())
                        .thenComparingInt(fault -> fault.at().column()))
                .toList();
    }
}
