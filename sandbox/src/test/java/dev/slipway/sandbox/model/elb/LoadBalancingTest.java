package dev.slipway.sandbox.model.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted.DataPlaneChanged;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.PathPattern;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.WeightedGroup;
import dev.slipway.sandbox.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoadBalancingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Action NOTHING = new Action(
            "fixed-response", null, null, null, new FixedResponseConfig("nothing here", "404", "text/plain"), null);

    private Instant now = NOON;
    private final World world = Worlds.create(
            new Identity("123456789012", "eu-west-1"),
            Pace.REAL,
            Timing.real(),
            AwsVariant.likeliest(),
            new SplittableRandom(1));
    private final String balancer = call(new CreateLoadBalancer(
                    "lb", List.of("subnet-1", "subnet-2"), List.of(), List.of("sg-1"), null, List.of(), null, null))
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    private final String group = group("blue");
    private final String listener = listener(8080);

    @Test
    void arnsLookLikeAwss() {
        String rule = rule(1, "/api/*", new Action("forward", group, null, null, null, null));

        String prefix = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
        assertThat(balancer).matches(prefix + "loadbalancer/app/lb/[0-9a-f]{16}");
        assertThat(group).matches(prefix + "targetgroup/blue/[0-9a-f]{16}");
        assertThat(listener).matches(prefix + "listener/app/lb/[0-9a-f]{16}/[0-9a-f]{16}");
        assertThat(rule).matches(prefix + "listener-rule/app/lb/[0-9a-f]{16}/[0-9a-f]{16}/[0-9a-f]{16}");
    }

    @Test
    void rulesAreTriedInTheOrderOfTheirPriorityTheDefaultLast() {
        String second = rule(20, "/b", NOTHING);
        String first = rule(10, "/a", NOTHING);

        var rules = call(new DescribeRules(listener, List.of())).rules();

        assertThat(rules).extracting(Rule::ruleArn).startsWith(first, second);
        assertThat(rules).extracting(Rule::priority).containsExactly("10", "20", "default");
        assertThat(rules.get(2).isDefault()).isTrue();
    }

    @Test
    void aForwardIsGivenBackWithItsWeights() {
        String rule = rule(1, "/*", new Action("forward", group, null, null, null, null));

        var action = call(new DescribeRules(null, List.of(rule)))
                .rules()
                .get(0)
                .actions()
                .get(0);

        assertThat(action)
                .isEqualTo(new Action(
                        "forward",
                        group,
                        null,
                        null,
                        null,
                        new ForwardConfig(
                                List.of(new TargetGroupTuple(group, 1)),
                                new TargetGroupStickinessConfig(false, null))));
    }

    @Test
    void theDataPlaneSeesTheRulesInForce() {
        String rule = rule(1, "/api/*", new Action("forward", group, null, null, null, null));

        var seen = call(new DescribeDataPlane()).listeners().get(0);

        assertThat(seen.port()).isEqualTo(8080);
        assertThat(seen.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(seen.rules().get(0))
                .isEqualTo(new DescribeDataPlane.Rule(
                        rule,
                        List.of(new PathPattern(List.of("/api/*"))),
                        new DescribeDataPlane.Action.Forward(List.of(new WeightedGroup(group, 1)))));
        assertThat(seen.rules().get(1).action())
                .isEqualTo(new DescribeDataPlane.Action.FixedResponse(404, "text/plain", "nothing here"));
    }

    @Test
    void weightsThatSomebodyChangesAreInForceAtOnce() {
        String green = group("green");
        String rule = rule(1, "/*", new Action("forward", group, null, null, null, null));

        call(new ModifyRule(
                rule,
                null,
                List.of(new Action(
                        "forward",
                        null,
                        null,
                        null,
                        null,
                        new ForwardConfig(
                                List.of(new TargetGroupTuple(group, 3), new TargetGroupTuple(green, 7)), null)))));

        assertThat(call(new DescribeDataPlane())
                        .listeners()
                        .getFirst()
                        .rules()
                        .getFirst()
                        .action())
                .isEqualTo(new DescribeDataPlane.Action.Forward(
                        List.of(new WeightedGroup(group, 3), new WeightedGroup(green, 7))));
    }

    @Test
    void everyChangeTellsTheDataPlane() {
        world.advanceTo(now);

        rule(1, "/*", NOTHING);

        assertThat(world.advanceTo(now)).isEqualTo(List.of(new DataPlaneChanged()));
    }

    @Test
    void tagsAreKept() {
        call(new AddTags(List.of(group), List.of(new Tag("team", "a"), new Tag("stage", "b"))));
        call(new AddTags(List.of(group), List.of(new Tag("team", "c"))));
        call(new RemoveTags(List.of(group), List.of("stage")));

        var tags = call(new DescribeTags(List.of(group))).tagDescriptions();

        assertThat(tags).isEqualTo(List.of(new TagDescription(group, List.of(new Tag("team", "c")))));
    }

    @Nested
    class ATarget {
        private final TargetDescription target = new TargetDescription("10.0.0.1", 8080, null);

        @Test
        void ofAGroupNoRuleNamesIsUnused() {
            call(new RegisterTargets(group, List.of(target)));

            assertThat(health())
                    .isEqualTo(new TargetHealth(
                            "unused",
                            "Target.NotInUse",
                            "Target group is not configured to receive traffic from the load balancer"));
        }

        @Test
        void isHealthyAfterOneSuccess() {
            inUse();

            probe(true);

            assertThat(health()).isEqualTo(new TargetHealth("healthy", null, null));
        }

        @Test
        void isUnhealthyAfterAsManyFailuresAsTheThresholdSays() {
            inUse();
            probe(true);

            probe(false);
            var once = health().state();
            probe(false);

            assertThat(once).isEqualTo("healthy");
            assertThat(health())
                    .isEqualTo(new TargetHealth(
                            "unhealthy",
                            "Target.ResponseCodeMismatch",
                            "Health checks failed with these codes: [500]"));
        }

        @Test
        void recoversAfterAsManySuccessesAsTheThresholdSays() {
            inUse();
            probe(false);
            probe(false);

            probe(true);
            probe(true);
            var almost = health().state();
            probe(true);

            assertThat(almost).isEqualTo("unhealthy");
            assertThat(health().state()).isEqualTo("healthy");
        }

        @Test
        void countsOnlyWhatComesInARow() {
            inUse();
            probe(true);

            probe(false);
            probe(true);
            probe(false);
            var wasWell = health().state();
            probe(false);
            probe(true);
            probe(true);
            probe(false);
            probe(true);
            var wasUnwell = health().state();

            assertThat(wasWell).isEqualTo("healthy");
            assertThat(wasUnwell).isEqualTo("unhealthy");
        }

        @Test
        void isRegisteredAnewWhileItDrains() {
            inUse();
            probe(true);
            call(new DeregisterTargets(group, List.of(target)));

            call(new RegisterTargets(group, List.of(target)));
            var at = health().state();
            probe(true);
            now = now.plusSeconds(600);

            assertThat(at).isEqualTo("initial");
            assertThat(health().state()).isEqualTo("healthy");
        }

        @Test
        void drainsForTheDeregistrationDelay() {
            inUse();
            call(new ModifyTargetGroupAttributes(
                    group, List.of(new Attribute("deregistration_delay.timeout_seconds", "30"))));

            call(new DeregisterTargets(group, List.of(target)));
            now = now.plusSeconds(29);
            var at = health().state();
            now = now.plusSeconds(1);

            assertThat(at).isEqualTo("draining");
            assertThat(health().reason()).isEqualTo("Target.NotRegistered");
        }

        @Test
        void drainsForFiveMinutesIfNothingIsSaid() {
            inUse();

            call(new DeregisterTargets(group, List.of(target)));
            now = now.plusSeconds(299);
            var at = health().state();
            now = now.plusSeconds(1);

            assertThat(at).isEqualTo("draining");
            assertThat(health().reason()).isEqualTo("Target.NotRegistered");
        }

        private void inUse() {
            rule(1, "/*", new Action("forward", group, null, null, null, null));
            call(new RegisterTargets(group, List.of(target)));
        }

        private void probe(boolean ok) {
            call(new TargetProbed(
                    group, "10.0.0.1", 8080, ok, ok ? "" : "Health checks failed with these codes: [500]"));
        }

        private TargetHealth health() {
            return call(new DescribeTargetHealth(group, List.of(target)))
                    .targetHealthDescriptions()
                    .get(0)
                    .targetHealth();
        }
    }

    @Nested
    class Refusals {

        @Test
        void aPortIsOpenedOnce() {
            assertThat(refusal(
                            new CreateListener(balancer, "HTTP", 8080, null, List.of(), List.of(NOTHING), List.of())))
                    .isEqualTo("DuplicateListener: A listener already exists on this port for this load balancer '"
                            + balancer + "'");
        }

        @Test
        void aPriorityIsTakenOnce() {
            rule(1, "/*", NOTHING);

            assertThat(refusal(creation(1))).isEqualTo("PriorityInUse: Priority '1' is currently in use");
        }

        @Test
        void whatIsUnknownIsSaidToBe() {
            assertThat(refusal(new DescribeLoadBalancers(List.of("x"), List.of())))
                    .isEqualTo("LoadBalancerNotFound: Load balancers '[x]' not found");
            assertThat(refusal(new DescribeRules(null, List.of("x"))))
                    .isEqualTo("RuleNotFound: One or more rules not found");
            assertThat(refusal(new DescribeTargetHealth("x", List.of())))
                    .isEqualTo("TargetGroupNotFound: Target groups 'x' not found");
            assertThat(refusal(new DescribeListeners(null, List.of("x"))))
                    .isEqualTo("ListenerNotFound: One or more listeners not found");
        }

        @Test
        void aGroupInUseStays() {
            rule(1, "/*", new Action("forward", group, null, null, null, null));

            assertThat(refusal(new DeleteTargetGroup(group)))
                    .isEqualTo(
                            "ResourceInUse: Target group '" + group + "' is currently in use by a listener or a rule");
        }

        @Test
        void aDefaultRuleStays() {
            String rule =
                    call(new DescribeRules(listener, List.of())).rules().get(0).ruleArn();

            assertThat(refusal(new DeleteRule(rule)))
                    .isEqualTo("OperationNotPermitted: Default rule '" + rule + "' cannot be deleted");
        }

        private String refusal(Call<?> call) {
            var refusal = catchThrowableOfType(AwsRefusal.class, () -> world.apply(call, now));
            return refusal.code() + ": " + refusal.getMessage();
        }
    }

    private <R> R call(Call<R> call) {
        return world.apply(call, now);
    }

    private String group(String name) {
        return call(new CreateTargetGroup(
                        name,
                        "HTTP",
                        null,
                        8080,
                        "vpc-1",
                        null,
                        null,
                        null,
                        "/healthz",
                        10,
                        5,
                        3,
                        2,
                        null,
                        "ip",
                        List.of(),
                        null))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    private String listener(int port) {
        return call(new CreateListener(balancer, "HTTP", port, null, List.of(), List.of(NOTHING), List.of()))
                .listeners()
                .get(0)
                .listenerArn();
    }

    private CreateRule creation(int priority) {
        return new CreateRule(
                listener,
                List.of(new RuleCondition("path-pattern", List.of("/*"), null, null, null, null)),
                priority,
                List.of(NOTHING),
                List.of());
    }

    private String rule(int priority, String path, Action action) {
        return call(new CreateRule(
                        listener,
                        List.of(new RuleCondition("path-pattern", List.of(path), null, null, null, null)),
                        priority,
                        List.of(action),
                        List.of()))
                .rules()
                .get(0)
                .ruleArn();
    }
}
