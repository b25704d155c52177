package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.elb.TargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target group, its targets and its settings. */
final class TargetGroupState {
    final String arn;
    final String name;
    TargetGroup shape;
    final Map<String, String> attributes = AttributeRules.TARGET_GROUP.usual();
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
