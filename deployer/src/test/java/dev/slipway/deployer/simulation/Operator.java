package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import java.time.Duration;
import java.util.Optional;

/** Someone who writes one order. */
final class Operator {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Stage stage;
    private final Scenario.Order order;
    private Duration patience = Duration.ofHours(1);

    Operator(Stage stage, Scenario.Order order) {
        this.stage = stage;
        this.order = order;
    }

    /** Writes it; one that names a stuck release looks for such a one first, for an hour. */
    void write() {
        if (!order.command().equals(Scenario.Order.FORCE)) {
            stage.order(order.parameter(), order.command());
            return;
        }
        Optional<Release> stuck = stage.lastState()
                .flatMap(ServiceState::release)
                .filter(release -> release.state() instanceof ReleaseState.RollingBack);
        if (stuck.isPresent()) {
            stage.order(order.parameter(), order.command() + " " + stuck.get().id());
        } else if (patience.isPositive()) {
            patience = patience.minus(LOOK);
            stage.schedule().after(LOOK, this::write);
        }
    }
}
