package dev.slipway.deployer.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything configured about one service, checked. A release freezes the one it began with.
 *
 * @param service         the ECS service's name
 * @param cluster         the ECS cluster's name or ARN
 * @param template        where the task definition comes from; empty means from the live revision
 * @param strategy        what UpdateService is told
 * @param circuitBreaker  whether ECS's own circuit breaker watches the deployment
 * @param identity        how the application itself says which image it runs
 * @param gates           at most one of each kind, in the order in which they are met
 * @param secrets         name in suites to reference ({@code ssm:…} or {@code secretsmanager:…})
 * @param automaticRetries how often a release that could not be judged is tried again by itself; 0 or 1
 */
public record ServiceSpec(
        ServiceName name,
        String service,
        String cluster,
        ImageSpec image,
        Optional<String> template,
        OnTemplateChange onTemplateChange,
        Strategy strategy,
        boolean circuitBreaker,
        AlarmSpec alarms,
        Optional<IdentitySpec> identity,
        List<GateSpec> gates,
        SortedMap<String, String> secrets,
        Supersede supersede,
        OnForeign onForeign,
        Deadlines deadlines,
        boolean holdAfterRollback,
        int automaticRetries,
        Duration commandMaxAge) {

    public ServiceSpec {
        gates = List.copyOf(gates);
        secrets = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(secrets));
    }

    /** The same, but deployments that someone else starts pass its hooks. */
    public ServiceSpec lettingOthersThrough() {
        return new ServiceSpec(
                name,
                service,
                cluster,
                image,
                template,
                onTemplateChange,
                strategy,
                circuitBreaker,
                alarms,
                identity,
                gates,
                secrets,
                supersede,
                OnForeign.CONTINUE,
                deadlines,
                holdAfterRollback,
                automaticRetries,
                commandMaxAge);
    }

    /** The gate of this kind, if one is configured. */
    public Optional<GateSpec> gate(GateKind kind) {
        return gates.stream().filter(gate -> gate.kind() == kind).findFirst();
    }

    /**
     * Which images are released and where they go.
     *
     * @param repository a repository of our ECR, by name
     * @param tags       which tags are releases; at least one
     * @param containers the containers that get the image; at least one
     * @param unpinned   containers of the same repository that keep what the template says
     */
    public record ImageSpec(String repository, List<TagPolicy> tags, List<String> containers, List<String> unpinned) {
        public ImageSpec {
            tags = List.copyOf(tags);
            containers = List.copyOf(containers);
            unpinned = List.copyOf(unpinned);
        }

        /** The first policy that matches the tag. */
        public Optional<TagPolicy> policyFor(String tag) {
            return tags.stream().filter(policy -> policy.matches(tag)).findFirst();
        }
    }

    /**
     * CloudWatch alarms that ECS watches during the deployment.
     *
     * @param names may be empty
     */
    public record AlarmSpec(List<String> names, OnAlarm onAlarm) {
        public AlarmSpec {
            names = List.copyOf(names);
        }
    }

    /** What to do if an alarm is in ALARM before a release starts. */
    public enum OnAlarm {
        WAIT,
        PROCEED
    }

    /** What a changed template does by itself. */
    public enum OnTemplateChange {
        RECORD,
        RELEASE
    }

    /** What a newer image does to older ones. */
    public enum Supersede {
        QUEUE_LATEST,
        REPLACE,
        FINISH_ALL
    }

    /** What is done with a deployment that someone else started and that reaches our hook. */
    public enum OnForeign {
        GATE,
        CONTINUE,
        REJECT
    }

    /**
     * One request by which the application says which image it is.
     *
     * @param path       for instance {@code /version}
     * @param expression JMESPath into the JSON answer
     * @param expected   what it must give; may hold {@code ${image.digest}} and {@code ${image.tag}}
     */
    public record IdentitySpec(String path, String expression, String expected) {}

    /**
     * How long a release may stay in each phase outside gates; each more than zero.
     *
     * @param trafficShift empty: computed from the strategy's steps
     */
    public record Deadlines(
            Duration preflight,
            Duration start,
            Duration scaleUp,
            Optional<Duration> trafficShift,
            Duration rollback,
            Duration total) {
        public static final Deadlines DEFAULT = new Deadlines(
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Optional.empty(),
                Duration.ofMinutes(30),
                Duration.ofDays(15));
    }
}
