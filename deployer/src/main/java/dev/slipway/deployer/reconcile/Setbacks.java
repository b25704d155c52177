package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import java.time.Duration;
import java.time.Instant;

/** Looks that can't be made, for want of an answer: what stands in the way is told, and the next one comes later each time. */
final class Setbacks {
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(2));
    /** Rights and credentials do not come back within seconds. */
    private static final BackOff WHEN_DENIED = new BackOff(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private Setbacks() {}

    /**
     * When to look again.
     *
     * @param inARow how many looks could not be made, this one included; at least 1
     */
    static Instant tell(TurnParts parts, ServiceName service, PortFailure failure, int inARow) {
        Ports ports = parts.ports();
        BackOff backOff = failure.kind() == PortFailure.Kind.DENIED ? WHEN_DENIED : BACK_OFF;
        Instant again =
                ports.clock().now().plus(backOff.after(inARow, ports.ids().token()));
        parts.standing().tell(service.value(), ProblemLog.of(failure, service, again));
        return again;
    }
}
