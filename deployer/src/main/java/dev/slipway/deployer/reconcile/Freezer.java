package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.Optional;
import java.util.TreeMap;

/** Freezes the configuration and pins the suites a release begins with, and reads them back. */
final class Freezer {
    private final Store store;
    private final Codec codec;

    Freezer(Store store, Codec codec) {
        this.store = store;
        this.codec = codec;
    }

    Release freeze(ServiceState state, Release release, ServiceSpec spec, ConfigSet config) {
        String configHash = KnownServices.keep(store, codec, spec, config);
        // Going back runs the tests that the target passed then, not those of today.
        Optional<String> targets = release.trigger() instanceof Trigger.ManualRollback rollback
                ? state.good(rollback.target()).map(Good::suitesHash).filter(hash -> !hash.isEmpty())
                : Optional.empty();
        String suites = targets.orElseGet(() -> pin(spec, config));
        return release.frozen(configHash, suites, state.live().isEmpty());
    }

    /** Keeps all suite files of the set: those the gates name, and what they refer to. */
    String pin(ServiceSpec spec, ConfigSet config) {
        return store.keep(spec.name(), Keys::suites, codec.write(new TreeMap<>(config.suites())));
    }

    Frozen thaw(ServiceState state, Release release) {
        return codec.read(store.kept(state.service(), Keys.config(release.configHash())), Frozen.class);
    }
}
