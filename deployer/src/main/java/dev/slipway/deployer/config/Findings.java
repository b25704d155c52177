package dev.slipway.deployer.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was found while files were read: all faults, and which keys exist. Grows; used by one reading. */
final class Findings {
    private final List<Fault> faults = new ArrayList<>();
    private final SortedSet<String> keys = new TreeSet<>();

    /** One fault; {@code text} begins in lower case and has no full stop. */
    record Fault(Place place, String text) {
        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    void fault(Place place, String text) {
        faults.add(new Fault(place, text));
    }

    /** Notes that this key can be written, such as {@code image.tags}. */
    void key(String path) {
        keys.add(path);
    }

    boolean areNone() {
        return faults.isEmpty();
    }

    /** Adds those of another reading. */
    void addAll(Findings other) {
        faults.addAll(other.faults);
        keys.addAll(other.keys);
    }

    /** For people, by file, line and column. */
    List<String> texts() {
        return faults.stream()
                .sorted(Comparator.comparing(Fault::place).thenComparing(Fault::text))
                .map(Fault::toString)
                .distinct()
                .toList();
    }

    SortedSet<String> keys() {
        return keys;
    }
}
