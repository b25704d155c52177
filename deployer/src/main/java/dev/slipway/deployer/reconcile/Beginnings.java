package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Intake;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.TemplateSeen;
import dev.slipway.deployer.release.Trigger;
import java.util.Optional;

/** Nothing is in flight: adopts what someone else brought, then starts what waits. */
final class Beginnings {
    private final TurnParts parts;
    private final Ports ports;
    private final Arrivals arrivals;

    Beginnings(TurnParts parts, Arrivals arrivals) {
        this.parts = parts;
        this.ports = parts.ports();
        this.arrivals = arrivals;
    }

    /**
     * What is to be written; empty if there is neither.
     *
     * @param looksAround whether to look for what others brought even if nothing waits
     */
    Optional<ServiceState> next(ServiceState state, Configured configured, boolean looksAround) {
        if (configured.spec().isEmpty()) {
            return Optional.empty();
        }
        var spec = configured.spec().get();
        var next = startNext(state, configured);
        boolean mayStart = !next.equals(state);
        if (looksAround || mayStart) {
            Optional<ServiceState> met = met(state, spec, goesOver(next));
            if (met.isPresent()) {
                return met;
            }
        }
        return mayStart ? Optional.of(begun(next, spec, configured)) : Optional.empty();
    }

    /**
     * What others brought, or ours that shows up too late; empty if there is neither.
     *
     * @param goneOver as {@link Adoption#adopt} takes it
     */
    Optional<ServiceState> met(ServiceState state, ServiceSpec spec, Optional<String> goneOver) {
        var seen = parts.adoption().adopt(state, spec, ports.config().current(), goneOver);
        if (seen.equals(state)) {
            return Optional.empty();
        }
        seen.release().ifPresent(met -> TurnLog.tell(seen, "release " + met.id() + " of a deployment that was met"));
        return Optional.of(seen);
    }

    private ServiceState begun(ServiceState next, ServiceSpec spec, Configured configured) {
        if (next.release().isEmpty()) {
            return next;
        }
        var frozen = parts.freezer()
                .freeze(next, next.release().get(), spec, ports.config().current());
        // It takes the template as it is now, so that a change of it needs no release of its own.
        var seen = configured.wasRemoved()
                ? next.template()
                : Optional.of(TemplateSeen.first(
                        arrivals.templateHash(spec), ports.clock().now()));
        TurnLog.tell(next, "release " + frozen.id() + " of " + frozen.image() + " begins");
        return next.change().release(Optional.of(frozen)).template(seen).done();
    }

    /** Of a service that was removed only what a person asks for starts. */
    private ServiceState startNext(ServiceState state, Configured configured) {
        var next = Intake.startNext(state, ports.clock().now());
        boolean isAsked =
                next.release().map(release -> release.trigger().isOperators()).orElse(true);
        return configured.wasRemoved() && !isAsked ? state : next;
    }

    /** An emergency that was told which deployment to go over does not stop to judge that one, but any other. */
    private static Optional<String> goesOver(ServiceState next) {
        return next.release().flatMap(release -> release.trigger().emergency()).flatMap(Trigger.Emergency::over);
    }
}
