package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.HealthCheck;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Listener;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Rule;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetGroup;
import java.time.Duration;
import java.time.Instant;

/** Shows the data plane what is in force. */
final class DataPlaneView {
    private final Inventory inventory;

    DataPlaneView(Inventory inventory) {
        this.inventory = inventory;
    }

    Picture picture(DescribeDataPlane call, Instant now) {
        return new Picture(
                inventory.listeners.values().stream().map(DataPlaneView::shown).toList(),
                inventory.groups.values().stream().map(DataPlaneView::shown).toList());
    }

    private static Listener shown(ListenerState listener) {
        return new Listener(
                listener.arn,
                listener.shape.port(),
                listener.shape.protocol(),
                listener.balancer.idleTimeout(),
                listener.rules().stream()
                        .map(rule -> new Rule(
                                rule.arn,
                                rule.conditions.stream()
                                        .map(Conditions::forDataPlane)
                                        .toList(),
                                Actions.forDataPlane(rule.inForce)))
                        .toList());
    }

    private static TargetGroup shown(TargetGroupState group) {
        var shape = group.shape;
        var check = new HealthCheck(
                shape.healthCheckEnabled(),
                shape.healthCheckProtocol(),
                shape.healthCheckPort(),
                shape.healthCheckPath(),
                Duration.ofSeconds(shape.healthCheckIntervalSeconds()),
                Duration.ofSeconds(shape.healthCheckTimeoutSeconds()),
                shape.matcher().httpCode());
        return new TargetGroup(
                group.arn,
                shape.protocol(),
                check,
                group.targets.stream()
                        .map(target -> new Target(target.id, target.port, target.state))
                        .toList());
    }
}
