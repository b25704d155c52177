package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.ServiceState;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one service: observe, decide, write the intent, act, record. Any number of processes may look at once. */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Ports ports;
    private final Store store;
    private final TurnParts parts;
    private final Standing standing = new Standing();

    /**
     * Remembers nothing of any service.
     *
     * @param prefix of the SSM parameters, without slashes
     * @param lease  of smoke runs
     */
    public Reconciler(Ports ports, String prefix, Lease lease) {
        this(ports, new Codec(), prefix, lease);
    }

    /** As {@link #Reconciler(Ports, String, Lease)}, reading and writing the journal with this codec. */
    public Reconciler(Ports ports, Codec codec, String prefix, Lease lease) {
        this.ports = ports;
        this.store = new Store(ports.journal(), codec);
        var freezer = new Freezer(store, codec);
        var preparation = new Preparation(ports, store, codec);
        var evidence = new Evidence(ports, codec);
        var effects = new Effects(ports, store, evidence);
        this.parts = new TurnParts(
                ports,
                store,
                codec,
                new Observer(
                        ports, preparation, new TrafficReader(ports), new RunReader(ports.journal(), codec), codec),
                effects,
                evidence,
                new Adoption(ports, store, codec, freezer, standing),
                new Teller(ports, store, codec, prefix),
                freezer,
                new KnownTags(ports.journal(), codec),
                new KnownServices(ports, store, codec),
                new Departure(ports, store, effects),
                standing,
                prefix,
                lease);
    }

    Codec codec() {
        return parts.codec();
    }

    /** What this process has told of and that is not over. */
    Standing standing() {
        return standing;
    }

    KnownServices knownServices() {
        return parts.knownServices();
    }

    /**
     * One look. Ends when there is nothing to do now; then the next look is arranged. What keeps it from being made is told.
     *
     * @throws PortFailure if the service's memory can't be read or written
     * @throws JournalNewer if a newer version of Slipway wrote it
     */
    public void look(ServiceName service, Look look) {
        try {
            lookAt(service, look);
            standing.over(service.value(), ProblemCode.JOURNAL_NEWER, ProblemCode.JOURNAL_UNAVAILABLE);
        } catch (PortFailure failure) {
            standing.tell(service.value(), ProblemLog.of(failure, service, soon()));
            throw failure;
        } catch (JournalNewer newer) {
            standing.tell(service.value(), newer.problem(soon()));
            throw newer;
        }
    }

    private void tellOfRemoval(ServiceName service, ServiceState state) {
        boolean isDetached = state.detachment().map(Detachment::isDone).orElse(false);
        if (!isDetached) {
            standing.tell(service.value(), Problems.serviceRemoved(service));
        }
    }

    private Instant soon() {
        return ports.clock().now().plus(Worker.JOURNAL_AWAY);
    }

    private void lookAt(ServiceName service, Look look) {
        Optional<ServiceSpec> configured = ports.config().current().service(service);
        Optional<ServiceState> state = store.load(service);
        boolean wasRemoved = configured.isEmpty() && state.isPresent();
        Optional<ServiceSpec> spec = wasRemoved ? parts.knownServices().removed(service) : configured;
        if (spec.isEmpty() && state.flatMap(ServiceState::release).isEmpty()) {
            LOG.atDebug().addKeyValue("service", service).log("not configured, nothing in flight");
            return;
        }
        if (wasRemoved) {
            tellOfRemoval(service, state.get());
        } else {
            standing.over(service.value(), ProblemCode.SERVICE_REMOVED);
        }
        new Turn(
                        parts,
                        service,
                        new Configured(spec, wasRemoved),
                        look,
                        ports.ids().token())
                .run(state);
    }
}
