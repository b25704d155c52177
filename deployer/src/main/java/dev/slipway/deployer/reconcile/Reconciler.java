package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.ServiceState;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one service: observe, decide, write the intent, act, record. Any number of processes may look at once. */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Ports ports;
    private final Store store;
    private final TurnParts parts;

    /** {@code prefix}: of the SSM parameters, without slashes. */
    public Reconciler(Ports ports, String prefix) {
        this.ports = ports;
        var codec = new Codec();
        this.store = new Store(ports.journal(), codec);
        var freezer = new Freezer(store, codec);
        var preparation = new Preparation(ports, store, codec);
        this.parts = new TurnParts(
                ports,
                store,
                codec,
                new Observer(ports, preparation, new TrafficReader(ports), new RunReader(ports.journal(), codec)),
                new Effects(ports, store, new Evidence(ports, codec)),
                new Adoption(ports, store, codec, freezer),
                new Teller(ports, codec, prefix),
                freezer,
                new KnownTags(ports.journal(), codec),
                prefix);
    }

    /**
     * One look. Ends when there is nothing to do now; then the next look is arranged.
     *
     * @throws dev.slipway.deployer.reconcile.port.PortFailure if the service's memory can't be read or written
     * @throws JournalNewer if a newer version of Slipway wrote it
     */
    public void look(ServiceName service, Look look) {
        Optional<ServiceSpec> spec = ports.config().current().service(service);
        Optional<ServiceState> state = store.load(service);
        if (spec.isEmpty() && state.flatMap(ServiceState::release).isEmpty()) {
            LOG.atDebug().addKeyValue("service", service).log("not configured, nothing in flight");
            return;
        }
        new Turn(parts, service, spec, ports.ids().token()).run(state, look);
    }
}
