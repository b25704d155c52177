package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.elb.LoadBalancer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A load balancer and its settings. */
final class BalancerState {
    final String arn;
    LoadBalancer shape;
    final Map<String, String> attributes = AttributeRules.LOAD_BALANCER.usual();
    List<Tag> tags;

    BalancerState(LoadBalancer shape, List<Tag> tags) {
        this.arn = shape.loadBalancerArn();
        this.shape = shape;
        this.tags = tags;
    }

    Duration idleTimeout() {
        return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault("idle_timeout.timeout_seconds", "60")));
    }

    /** {@code app/<name>/<id>}: what its listeners' and rules' ARNs go on with. */
    String path() {
        return arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
    }
}
