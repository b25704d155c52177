package dev.slipway.deployer.config;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.Deflater;

/** Reads a whole tree: every service that has no fault, and every fault there is. */
final class ConfigReader {
    /** What one item of the journal holds of a set of suites, compressed. */
    private static final int MOST_BYTES = 300 * 1024;

    private ConfigReader() {}

    /**
     * A tree, read.
     *
     * @param services those without a fault of their own, by name
     * @param faults   all of the tree, by file, line and column; empty means that the tree is good
     * @param keys     every key that can be written in a service file
     */
    record Reading(SortedMap<ServiceName, ServiceSpec> services, List<String> faults, SortedSet<String> keys) {
        Reading {
            services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
            faults = List.copyOf(faults);
            keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
        }
    }

    static Reading read(ConfigTree tree, SuiteRules rules) {
        var findings = new Findings();
        Neighbours neighbours = Neighbours.of(tree, rules);
        var specs = new TreeMap<String, ServiceSpec>();
        tree.under(ConfigTree.SERVICES)
                .forEach((path, text) ->
                        read(path, text, neighbours, findings).ifPresent(spec -> specs.put(path, spec)));
        SortedMap<ServiceName, ServiceSpec> services = distinct(specs, findings);
        var faults = new ArrayList<>(findings.texts());
        neighbours.judged().faults().values().forEach(faults::addAll);
        tooLarge(tree).ifPresent(faults::add);
        return new Reading(services, List.copyOf(faults), findings.keys());
    }

    /** Of two files that mean the same service, neither is used: there is no telling which was meant. */
    private static SortedMap<ServiceName, ServiceSpec> distinct(
            SortedMap<String, ServiceSpec> specs, Findings findings) {
        var services = new TreeMap<ServiceName, ServiceSpec>();
        specs.forEach((path, spec) -> {
            Optional<String> twin = specs.entrySet().stream()
                    .filter(other -> !other.getKey().equals(path) && areTwins(spec, other.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (twin.isPresent()) {
                findings.fault(
                        Place.startOf(path),
                        "'" + spec.name() + "' (" + spec.cluster() + "/" + spec.service() + ") is also in '"
                                + twin.get() + "'; a service has one file, one name");
            } else {
                services.put(spec.name(), spec);
            }
        });
        return services;
    }

    private static boolean areTwins(ServiceSpec one, ServiceSpec other) {
        return one.name().equals(other.name())
                || (one.service().equals(other.service()) && one.cluster().equals(other.cluster()));
    }

    private static Optional<ServiceSpec> read(String path, String text, Neighbours neighbours, Findings findings) {
        if (path.endsWith(".yaml")) {
            return ServiceFile.read(path, text, neighbours, findings);
        }
        findings.fault(Place.startOf(path), "is not read: the name of a service file ends in '.yaml'");
        return Optional.empty();
    }

    private static Optional<String> tooLarge(ConfigTree tree) {
        var deflater = new Deflater();
        int bytes = 0;
        byte[] buffer = new byte[64 * 1024];
        for (String text : tree.suitesAndSchemas().values()) {
            deflater.reset();
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            while (!deflater.finished()) {
                bytes += deflater.deflate(buffer);
            }
        }
        deflater.end();
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of("suites/: all suites and schemas together are " + bytes / 1024 + " KiB compressed, and "
                        + MOST_BYTES / 1024 + " KiB are allowed");
    }
}
