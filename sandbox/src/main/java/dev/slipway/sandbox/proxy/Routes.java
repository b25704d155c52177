package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Listener;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Rule;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetGroup;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.WeightedGroup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decides what becomes of a request: which rule it fulfils, which group's turn it is, which target's. Opens nothing. */
final class Routes {
    private final Map<String, Listener> listeners = new LinkedHashMap<>();
    private final Map<String, TargetGroup> groups = new LinkedHashMap<>();
    private final Turns turns;

    /** The routes of this picture; turns are gone on with. */
    Routes(Picture picture, Turns turns) {
        picture.listeners().forEach(listener -> listeners.put(listener.listenerArn(), listener));
        picture.targetGroups().forEach(group -> groups.put(group.targetGroupArn(), group));
        this.turns = turns;
    }

    /** What becomes of a request. */
    sealed interface Decision {}

    /** It is passed to a target, which may be silent for {@code idleTimeout}. */
    record Send(String host, int port, Duration idleTimeout) implements Decision {}

    /** It is answered here. */
    record Answer(int status, String contentType, String body) implements Decision {}

    /** It is sent elsewhere. */
    record Redirected(int status, String location) implements Decision {}

    /** There is no target to take it. */
    record Unavailable() implements Decision {}

    Decision decide(String listenerArn, Asked asked) {
        Listener listener = listeners.get(listenerArn);
        if (listener == null) {
            return new Unavailable();
        }
        Optional<Rule> rule = listener.rules().stream()
                .filter(each -> Matching.fulfils(asked, each))
                .findFirst();
        return rule.map(found -> act(found, listener, asked)).orElseGet(Unavailable::new);
    }

    private Decision act(Rule rule, Listener listener, Asked asked) {
        return switch (rule.action()) {
            case Action.FixedResponse fixed -> new Answer(fixed.statusCode(), fixed.contentType(), fixed.messageBody());
            case Action.Redirect redirect -> new Redirected(redirect.statusCode(), location(redirect, listener, asked));
            case Action.Forward forward -> forward(rule, forward, listener);
        };
    }

    private Decision forward(Rule rule, Action.Forward forward, Listener listener) {
        int total =
                forward.targetGroups().stream().mapToInt(WeightedGroup::weight).sum();
        if (total == 0) {
            return new Unavailable();
        }
        int turn = turns.nextSpread(rule.ruleArn(), total);
        for (WeightedGroup group : forward.targetGroups()) {
            turn -= group.weight();
            if (turn < 0) {
                return target(group.targetGroupArn(), listener);
            }
        }
        throw new IllegalStateException("a turn beyond the sum of the weights of " + rule.ruleArn());
    }

    private Decision target(String groupArn, Listener listener) {
        TargetGroup group = groups.get(groupArn);
        List<Target> able = group == null ? List.of() : able(group);
        if (able.isEmpty()) {
            return new Unavailable();
        }
        Target target = able.get(turns.next(groupArn, able.size()));
        return new Send(target.id(), target.port(), listener.idleTimeout());
    }

    /**
     * The healthy ones; if all are unhealthy, all: "if a target group contains only unhealthy registered targets, the load
     * balancer routes requests to all those targets, regardless of their health status" (user guide of Application Load
     * Balancers, "Health checks for target groups").
     */
    private static List<Target> able(TargetGroup group) {
        List<Target> healthy = in(group, TargetState.HEALTHY);
        return healthy.isEmpty() ? in(group, TargetState.UNHEALTHY) : healthy;
    }

    private static List<Target> in(TargetGroup group, TargetState state) {
        return group.targets().stream()
                .filter(target -> target.state() == state)
                .toList();
    }

    private static String location(Action.Redirect redirect, Listener listener, Asked asked) {
        String protocol = listener.protocol().toLowerCase(Locale.ROOT);
        Map<String, String> parts = Map.of(
                "#{protocol}", protocol,
                "#{host}", asked.hostName(),
                "#{port}", Integer.toString(asked.port()),
                "#{path}", asked.path().replaceFirst("^/", ""),
                "#{query}", asked.query());
        String query = filled(redirect.query(), parts);
        return filled(redirect.protocol(), parts).toLowerCase(Locale.ROOT)
                + "://"
                + filled(redirect.host(), parts)
                + ":"
                + filled(redirect.port(), parts)
                + filled(redirect.path(), parts)
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String filled(String template, Map<String, String> parts) {
        String text = template;
        for (var part : parts.entrySet()) {
            text = text.replace(part.getKey(), part.getValue());
        }
        return text;
    }
}
