package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what still runs for a gate that is over. */
final class LeftGates {
    private static final Logger LOG = LoggerFactory.getLogger(LeftGates.class);

    private final Ports ports;

    LeftGates(Ports ports) {
        this.ports = ports;
    }

    /** After STATE was written: whatever ran for a gate that is over by then is to stop. */
    void stop(ServiceSpec spec, Release before, Release after) {
        if (!(before.state() instanceof AtGate was)) {
            return;
        }
        Optional<GateVisit> now = after.state() instanceof AtGate is ? Optional.of(is.visit()) : Optional.empty();
        boolean isClaimed = was.visit().claim().isPresent();
        if (isClaimed && !now.flatMap(GateVisit::claim).equals(was.visit().claim())) {
            takeLease(spec, before, was.visit());
        }
        boolean runsACommand = was.visit().verdict().isEmpty()
                && spec.gate(was.visit().gate()).flatMap(GateSpec::task).isPresent();
        if (runsACommand && now.isEmpty()) {
            stopCommand(spec, was.visit().commandName(before.id()));
        }
    }

    /** So its runner sees that the gate is over. */
    private void takeLease(ServiceSpec spec, Release before, GateVisit visit) {
        String key = Keys.lease(before.id(), visit.key(), visit.attempt());
        var body = "{\"until\":\"" + ports.clock().now() + "\"}";
        ports.journal()
                .put(new Item(Keys.service(spec.name()), key, body, 0, "", Optional.empty()), new Condition.None());
    }

    /** Nothing depends on it any more: what can't be stopped is left to end by itself. */
    private void stopCommand(ServiceSpec spec, String name) {
        try {
            Instant actBefore = ports.clock().now().plus(Intent.TIME_TO_ACT);
            for (String arn : ports.tasks().running(spec.cluster(), name)) {
                ports.tasks().stop(spec.cluster(), arn, "Slipway: the gate is over", actBefore);
            }
        } catch (PortFailure failure) {
            LOG.atWarn()
                    .addKeyValue("service", spec.name())
                    .addKeyValue("task", name)
                    .addKeyValue("because", failure.getMessage())
                    .log("the command of a gate that is over could not be stopped");
        }
    }
}
