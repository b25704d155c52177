package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.elb.TargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A target group, its targets and its settings. */
final class TargetGroupState {
    final String arn;
    final String name;
    TargetGroup shape;
    final TreeMap<String, String> attributes = new TreeMap<>(Map.of(
            "deregistration_delay.timeout_seconds",
            "300",
            "stickiness.enabled",
            "false",
            "stickiness.type",
            "lb_cookie",
            "stickiness.lb_cookie.duration_seconds",
            "86400",
            "load_balancing.algorithm.type",
            "round_robin",
            "slow_start.duration_seconds",
            "0",
            "load_balancing.cross_zone.enabled",
            "use_load_balancer_configuration"));
    final List<RegisteredTarget> targets = new ArrayList<>();
    List<Tag> tags;

    TargetGroupState(TargetGroup shape, List<Tag> tags) {
        this.arn = shape.targetGroupArn();
        this.name = shape.targetGroupName();
        this.shape = shape;
        this.tags = tags;
    }

    Optional<RegisteredTarget> target(String id, int port) {
        return targets.stream().filter(target -> target.is(id, port)).findFirst();
    }

    /** {@code deregistration_delay.timeout_seconds}: AWS's own, unscaled. */
    Duration deregistrationDelay() {
        return Duration.ofSeconds(
                Long.parseLong(attributes.getOrDefault("deregistration_delay.timeout_seconds", "300")));
    }
}
