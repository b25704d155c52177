package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action.Forward;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.HealthCheck;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Listener;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Rule;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetGroup;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.WeightedGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds what a load balancer is told: one listener, rules, groups. */
final class Pictures {
    static final String LISTENER = "listener/app/web/1/1";
    static final HealthCheck CHECK = new HealthCheck(
            true, "HTTP", "traffic-port", "/healthz?full=1", Duration.ofMillis(50), Duration.ofMillis(500), "200-299");

    private final int port;
    private final List<Rule> rules = new ArrayList<>();
    private final List<TargetGroup> groups = new ArrayList<>();
    private String protocol = "HTTP";
    private Duration idleTimeout = Duration.ofSeconds(60);

    private Pictures(int port) {
        this.port = port;
    }

    static Pictures listeningAt(int port) {
        return new Pictures(port);
    }

    static Picture nothing() {
        return new Picture(List.of(), List.of());
    }

    static Action forward(String group) {
        return new Forward(List.of(new WeightedGroup(group, 1)));
    }

    static Action forward(String first, int firstWeight, String second, int secondWeight) {
        return new Forward(List.of(new WeightedGroup(first, firstWeight), new WeightedGroup(second, secondWeight)));
    }

    Pictures rule(Action action, Condition... conditions) {
        rules.add(new Rule("rule/" + rules.size(), List.of(conditions), action));
        return this;
    }

    Pictures group(String name, Target... targets) {
        return group(name, CHECK, targets);
    }

    Pictures group(String name, HealthCheck check, Target... targets) {
        groups.add(new TargetGroup(name, "HTTP", check, List.of(targets)));
        return this;
    }

    Pictures https() {
        protocol = "HTTPS";
        return this;
    }

    Pictures idleTimeout(Duration timeout) {
        idleTimeout = timeout;
        return this;
    }

    static Target healthy(int port) {
        return target(port, TargetState.HEALTHY);
    }

    static Target target(int port, TargetState state) {
        return new Target("127.0.0.1", port, state);
    }

    Picture picture() {
        return new Picture(List.of(new Listener(LISTENER, port, protocol, idleTimeout, rules)), groups);
    }
}
