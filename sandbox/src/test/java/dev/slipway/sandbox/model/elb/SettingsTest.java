package dev.slipway.sandbox.model.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.world.Worlds;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said of load balancers, target groups and rules, and what is refused. */
class SettingsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Action NOTHING = new Action(
            "fixed-response", null, null, null, new FixedResponseConfig("nothing here", "404", "text/plain"), null);

    private final World world = Worlds.create(
            new Identity("123456789012", "eu-west-1"),
            Pace.REAL,
            Timing.real(),
            AwsVariant.likeliest(),
            new SplittableRandom(1));
    private final String balancer = call(new CreateLoadBalancer(
                    "lb", List.of("subnet-1", "subnet-2"), List.of(), List.of("sg-1"), null, List.of(), null, null))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    private final String group =
            call(creation(null, null, null, null)).targetGroups().getFirst().targetGroupArn();
    private final String listener = call(new CreateListener(
                    balancer, "HTTP", 8080, null, List.of(), List.of(NOTHING), List.of()))
            .listeners()
            .getFirst()
            .listenerArn();

    @Test
    void attributesAreThoseOfAws() {
        call(new ModifyLoadBalancerAttributes(
                balancer,
                List.of(
                        new Attribute("idle_timeout.timeout_seconds", "4000"),
                        new Attribute("routing.http.drop_invalid_header_fields.enabled", "true"))));
        call(new ModifyTargetGroupAttributes(
                group, List.of(new Attribute("deregistration_delay.timeout_seconds", "0"))));

        var balancers = call(new DescribeLoadBalancerAttributes(balancer)).attributes();
        var groups = call(new DescribeTargetGroupAttributes(group)).attributes();

        assertThat(balancers)
                .hasSize(23)
                .contains(
                        new Attribute("idle_timeout.timeout_seconds", "4000"),
                        new Attribute("routing.http.drop_invalid_header_fields.enabled", "true"),
                        new Attribute("client_keep_alive.seconds", "3600"));
        assertThat(groups)
                .hasSize(14)
                .contains(
                        new Attribute("deregistration_delay.timeout_seconds", "0"),
                        new Attribute("slow_start.duration_seconds", "0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idle_timeout.timeout_seconds | soon | InvalidConfigurationRequest | can't be 'soon'; allowed is 1 to 4000",
                "idle_timeout.timeout_seconds | 0 | InvalidConfigurationRequest | can't be '0'",
                "deletion_protection.enabled | yes | InvalidConfigurationRequest | allowed is true or false",
                "nonsense | true | InvalidConfigurationRequest | attribute key 'nonsense' is not recognized",
                "routing.http2.enabled | false | NotModelledBySandbox | with the value 'true' only, not 'false'",
            })
    void aLoadBalancersAttributeIsNoneOfAwss(String key, String value, String code, String words) {
        var refusal = refusal(new ModifyLoadBalancerAttributes(balancer, List.of(new Attribute(key, value))));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deregistration_delay.timeout_seconds | 3601 | InvalidConfigurationRequest | allowed is 0 to 3600",
                "stickiness.enabled | true | NotModelledBySandbox | with the value 'false' only, not 'true'",
                "load_balancing.algorithm.type | weighted_random | NotModelledBySandbox | with the value 'round_robin' only",
            })
    void aTargetGroupsAttributeIsNoneThatIsModelled(String key, String value, String code, String words) {
        var refusal = refusal(new ModifyTargetGroupAttributes(group, List.of(new Attribute(key, value))));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(words);
    }

    @Test
    void nothingIsChangedByAttributesOfWhichOneIsNone() {
        refusal(new ModifyTargetGroupAttributes(
                group,
                List.of(
                        new Attribute("deregistration_delay.timeout_seconds", "7"),
                        new Attribute("nonsense", "true"))));

        assertThat(call(new DescribeTargetGroupAttributes(group)).attributes())
                .contains(new Attribute("deregistration_delay.timeout_seconds", "300"));
    }

    @Test
    void stickinessIsNotModelled() {
        var sticky = new Action(
                "forward",
                null,
                null,
                null,
                null,
                new ForwardConfig(List.of(new TargetGroupTuple(group, 1)), new TargetGroupStickinessConfig(true, 60)));

        var refusal = refusal(new CreateRule(
                listener,
                List.of(new RuleCondition("path-pattern", List.of("/*"), null, null, null, null)),
                1,
                List.of(sticky),
                List.of()));

        assertThat(refusal.code()).isEqualTo("NotModelledBySandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS,,,,NotModelledBySandbox",
        ",HTTP2,,,NotModelledBySandbox",
        ",,HTTPS,,NotModelledBySandbox",
        ",,,ssh,ValidationError",
        ",,,70000,ValidationError"
    })
    void aTargetGroupIsNotAskedInHttp(
            @Nullable String protocol,
            @Nullable String version,
            @Nullable String checkProtocol,
            @Nullable String checkPort,
            String code) {
        var refusal = refusal(creation(protocol, version, checkProtocol, checkPort));

        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void twoRulesCantHaveOnePriority() {
        String one = rule(1, "/a", NOTHING);
        String two = rule(2, "/b", NOTHING);

        var refusal =
                refusal(new SetRulePriorities(List.of(new RulePriorityPair(one, 5), new RulePriorityPair(two, 5))));

        assertThat(refusal.code()).isEqualTo("PriorityInUse");
    }

    private <R> R call(Call<R> call) {
        return world.apply(call, NOON);
    }

    private AwsRefusal refusal(Call<?> call) {
        return catchThrowableOfType(AwsRefusal.class, () -> call(call));
    }

    private static CreateTargetGroup creation(
            @Nullable String protocol,
            @Nullable String version,
            @Nullable String checkProtocol,
            @Nullable String checkPort) {
        return new CreateTargetGroup(
                "group-" + protocol + version + checkProtocol + checkPort,
                protocol,
                version,
                80,
                "vpc-1",
                checkProtocol,
                checkPort,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "ip",
                List.of(),
                null);
    }

    private String rule(int priority, String path, Action action) {
        return call(new CreateRule(
                        listener,
                        List.of(new RuleCondition("path-pattern", List.of(path), null, null, null, null)),
                        priority,
                        List.of(action),
                        List.of()))
                .rules()
                .getFirst()
                .ruleArn();
    }
}
