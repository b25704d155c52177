package dev.slipway.deployer.config;

import dev.slipway.deployer.problem.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys of a mapping. What was asked for is what is known: all else is a fault when {@link #close} is called. */
final class Fields {
    private final String file;
    private final String path;
    private final MappingNode mapping;
    private final Findings findings;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final SortedSet<String> asked = new TreeSet<>();

    Fields(String file, String path, MappingNode mapping, Findings findings) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.findings = findings;
        mapping.getValue().forEach(this::add);
    }

    private void add(NodeTuple tuple) {
        Place place = Place.of(file, tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            findings.fault(place, "a key must be a text");
            return;
        }
        String name = key.getValue();
        Place earlier = places.putIfAbsent(name, place);
        if (earlier != null) {
            findings.fault(place, "key '" + name + "' was already given in line " + earlier.line());
            return;
        }
        values.put(name, new Value(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode(), findings));
    }

    Optional<Value> optional(String key) {
        asked.add(key);
        // Which gate, and which secret, is a name that the reader chose.
        findings.key((path.isEmpty() ? key : path + "." + key).replaceFirst("^gates\\.\\w+\\.", "gates.<gate>."));
        return Optional.ofNullable(values.get(key));
    }

    Optional<Value> required(String key) {
        Optional<Value> value = optional(key);
        if (value.isEmpty()) {
            findings.fault(place(), "'" + key + "' is missing" + (path.isEmpty() ? "" : " in " + path));
        }
        return value;
    }

    /** Whether the key is written; asks nothing. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The names of a mapping whose keys its writer chooses; they count as known. */
    List<String> names() {
        asked.addAll(values.keySet());
        return new ArrayList<>(values.keySet());
    }

    /** The value of a key that the writer chose. */
    Value named(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is not among the names");
        }
        return value;
    }

    Place placeOf(String key) {
        return places.getOrDefault(key, place());
    }

    Place place() {
        return Place.of(file, mapping.getStartMark());
    }

    void fault(String key, String text) {
        findings.fault(placeOf(key), text);
    }

    /** Reports every key that was not asked for. */
    void close() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                fault(
                        key,
                        "unknown key '" + key + "'" + (path.isEmpty() ? "" : " in " + path)
                                + NearestName.hint(key, asked));
            }
        }
    }
}
