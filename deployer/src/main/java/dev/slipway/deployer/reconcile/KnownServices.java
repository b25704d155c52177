package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.Ports;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The services that Slipway ever looked at, with the configuration they had last. So a service whose file was removed is not
 * left alone with hooks that nobody answers, or with a release that nobody can promote or end.
 */
final class KnownServices {
    private static final int MOST = 1000;

    private final Ports ports;
    private final Store store;
    private final Codec codec;

    KnownServices(Ports ports, Store store, Codec codec) {
        this.ports = ports;
        this.store = store;
        this.codec = codec;
    }

    /** By name, where their configuration is kept; empty text if by an older version, which did not keep it. */
    SortedMap<ServiceName, String> all() {
        var all = new TreeMap<ServiceName, String>();
        ports.journal()
                .query(Keys.SERVICES, "", false, MOST)
                .forEach(item -> all.put(new ServiceName(item.sk()), hash(item)));
        return all;
    }

    /** The configuration of a service that has none any more; deployments of others pass its hooks. */
    Optional<ServiceSpec> removed(ServiceName service) {
        return ports.journal()
                .get(Keys.SERVICES, service.value())
                .map(this::hash)
                .filter(hash -> !hash.isEmpty())
                .map(hash -> codec.read(store.kept(service, Keys.config(hash)), Frozen.class))
                .map(frozen -> frozen.spec().lettingOthersThrough());
    }

    /** Keeps what a service is configured to be. */
    void remember(ServiceSpec spec, ConfigSet config, String known) {
        if (!Store.hash(text(codec, spec, config)).equals(known)) {
            String hash = keep(store, codec, spec, config);
            var index = new TreeMap<String, String>();
            index.put("config", hash);
            ports.journal()
                    .put(
                            new Item(Keys.SERVICES, spec.name().value(), codec.write(index), 0, "", Optional.empty()),
                            new Condition.None());
        }
    }

    /** Keeps a configuration with its template, and answers with its hash. */
    static String keep(Store store, Codec codec, ServiceSpec spec, ConfigSet config) {
        return store.keep(spec.name(), Keys::config, text(codec, spec, config));
    }

    private static String text(Codec codec, ServiceSpec spec, ConfigSet config) {
        Optional<String> template =
                spec.template().map(path -> config.templates().getOrDefault(path, ""));
        return codec.write(new Frozen(spec, template));
    }

    private String hash(Item item) {
        return codec.tree(item.body()).path("config").asText("");
    }
}
