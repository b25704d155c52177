package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tree of service files, suites, schemas and templates. */
public interface ConfigSource {

    /** The newest set without fault; the last good one if the newest has faults. */
    ConfigSet current();

    /**
     * One checked set.
     *
     * @param hash      of all files
     * @param services  by name
     * @param suites    all suite and schema files by path, unparsed, to be pinned by releases
     * @param templates all templates by path, unparsed
     * @param faults    why a newer set is not in force, for people; empty if there is none
     */
    record ConfigSet(
            String hash,
            SortedMap<ServiceName, ServiceSpec> services,
            SortedMap<String, String> suites,
            SortedMap<String, String> templates,
            List<String> faults) {

        public ConfigSet {
            services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
            suites = Collections.unmodifiableSortedMap(new TreeMap<>(suites));
            templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
            faults = List.copyOf(faults);
        }

        /** The services that release images of this repository. */
        public List<ServiceSpec> ofRepository(String repository) {
            return services.values().stream()
                    .filter(spec -> spec.image().repository().equals(repository))
                    .toList();
        }

        /** All repositories that are released, each once. */
        public List<String> repositories() {
            return services.values().stream()
                    .map(spec -> spec.image().repository())
                    .distinct()
                    .toList();
        }

        public Optional<ServiceSpec> service(ServiceName name) {
            return Optional.ofNullable(services.get(name));
        }
    }
}
