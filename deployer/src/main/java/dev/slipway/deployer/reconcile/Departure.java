package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes our hooks off a service that leaves: the intent is written, the call sent, and ECS asked whether it took place. */
final class Departure {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
    private static final Duration POLL = Duration.ofSeconds(5);

    private final Ports ports;
    private final Store store;
    private final Effects effects;

    Departure(Ports ports, Store store, Effects effects) {
        this.ports = ports;
        this.store = store;
        this.effects = effects;
    }

    /**
     * How far it is.
     *
     * @param state  as written last
     * @param lookAt when to look again; empty if it is over
     */
    record Step(ServiceState state, Optional<Instant> lookAt) {}

    /** One step of a service that is to be detached. */
    Step next(ServiceState state, Detachment detachment, ServiceSpec spec, String token) {
        Instant now = ports.clock().now();
        Optional<ServiceView> service = ports.ecs().describeServices(spec.cluster(), List.of(spec.service())).stream()
                .findFirst();
        // At one that was deleted nobody's deployment waits, and AWS would refuse to take its hooks off, for ever.
        boolean hasHooks = service.filter(view -> view.status().equals("ACTIVE"))
                .map(view -> view.lifecycleHooks() > 0)
                .orElse(false);
        if (!hasHooks) {
            LOG.atInfo()
                    .addKeyValue("service", spec.name())
                    .addKeyValue("by", detachment.by())
                    .log("the service has no hooks any more; it is detached");
            return saved(state, detachment.done(), Optional.empty());
        }
        Optional<Instant> fencedUntil = detachment
                .intent()
                .filter(intent -> intent.isFencedFrom(token, now))
                .map(Intent::settledAt);
        if (fencedUntil.isPresent()) {
            return new Step(state, fencedUntil);
        }
        var intent = new Intent(new Effect.Detach(), token, now.plus(Intent.TIME_TO_ACT));
        Step intended = saved(state, detachment.intending(intent), Optional.of(now.plus(POLL)));
        boolean isMine =
                intended.state().detachment().flatMap(Detachment::intent).equals(Optional.of(intent));
        if (isMine && !effects.detach(spec, intent.actBefore())) {
            LOG.atInfo()
                    .addKeyValue("service", spec.name())
                    .log("a deployment is in flight; its hooks stay until it is over");
        }
        return intended;
    }

    private Step saved(ServiceState state, Detachment next, Optional<Instant> lookAt) {
        Optional<ServiceState> saved =
                store.save(state.change().detachment(Optional.of(next)).done());
        // Someone else wrote meanwhile: look again at once.
        return saved.isPresent()
                ? new Step(saved.get(), lookAt)
                : new Step(
                        store.load(state.service()).orElseThrow(),
                        Optional.of(ports.clock().now()));
    }
}
