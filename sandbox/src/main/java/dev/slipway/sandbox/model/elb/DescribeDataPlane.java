package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.time.Duration;
import java.util.List;

/** Asked by whoever proxies: everything that decides what becomes of a request. Durations are AWS's own, unscaled. */
public record DescribeDataPlane() implements Call<DescribeDataPlane.Picture> {

    /** All of it at one instant. */
    public record Picture(List<Listener> listeners, List<TargetGroup> targetGroups) {
        public Picture {
            listeners = List.copyOf(listeners);
            targetGroups = List.copyOf(targetGroups);
        }
    }

    /**
     * A listener.
     *
     * @param protocol    {@code HTTP} or {@code HTTPS}
     * @param idleTimeout how long a connection may be silent
     * @param rules       in the order in which they are tried; the last one is the default and has no condition
     */
    public record Listener(String listenerArn, int port, String protocol, Duration idleTimeout, List<Rule> rules) {
        public Listener {
            rules = List.copyOf(rules);
        }
    }

    /** What happens to a request that fulfils every condition. */
    public record Rule(String ruleArn, List<Condition> conditions, Action action) {
        public Rule {
            conditions = List.copyOf(conditions);
        }
    }

    /** Fulfilled if any of its values matches; {@code *} stands for any characters, {@code ?} for one. */
    public sealed interface Condition {
        List<String> values();

        /** The path without the query; case-sensitive. */
        record PathPattern(List<String> values) implements Condition {
            public PathPattern {
                values = List.copyOf(values);
            }
        }

        /** The host without the port; case-insensitive. */
        record HostHeader(List<String> values) implements Condition {
            public HostHeader {
                values = List.copyOf(values);
            }
        }

        /** Any value of one header; name and values case-insensitive. */
        record HttpHeader(String name, List<String> values) implements Condition {
            public HttpHeader {
                values = List.copyOf(values);
            }
        }

        /** The method; exact, no wildcards. */
        record HttpRequestMethod(List<String> values) implements Condition {
            public HttpRequestMethod {
                values = List.copyOf(values);
            }
        }
    }

    /** What is done with a request. */
    public sealed interface Action {

        /** Passes it to a healthy target of one of the groups, each picked as often as its weight says. */
        record Forward(List<WeightedGroup> targetGroups) implements Action {
            public Forward {
                targetGroups = List.copyOf(targetGroups);
            }
        }

        /** Answers it. An empty content type means none is sent. */
        record FixedResponse(int statusCode, String contentType, String messageBody) implements Action {}

        /**
         * Sends it elsewhere. The parts may contain {@code #{protocol}}, {@code #{host}}, {@code #{port}},
         * {@code #{path}} (without its leading slash) and {@code #{query}}.
         *
         * @param statusCode 301 or 302
         */
        record Redirect(int statusCode, String protocol, String host, String port, String path, String query)
                implements Action {}
    }

    /** The weight is 0 to 999. */
    public record WeightedGroup(String targetGroupArn, int weight) {}

    /** A target group with all its targets, those being drained too. */
    public record TargetGroup(String targetGroupArn, String protocol, HealthCheck healthCheck, List<Target> targets) {
        public TargetGroup {
            targets = List.copyOf(targets);
        }
    }

    /**
     * How targets are asked whether they are well.
     *
     * @param port     a number, or {@code traffic-port} for the target's own
     * @param path     with its query, if any
     * @param matcher  status codes that are right, such as {@code 200}, {@code 200,202} or {@code 200-299}
     */
    public record HealthCheck(
            boolean enabled,
            String protocol,
            String port,
            String path,
            Duration interval,
            Duration timeout,
            String matcher) {}

    /** A registered target. */
    public record Target(String id, int port, TargetState state) {}

    /** ELB's states of a target, named as {@code DescribeTargetHealth} says them. */
    public enum TargetState {
        INITIAL,
        HEALTHY,
        UNHEALTHY,
        UNUSED,
        DRAINING
    }
}
