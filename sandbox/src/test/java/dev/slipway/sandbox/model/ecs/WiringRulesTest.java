package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant.DefaultRule;
import dev.slipway.sandbox.model.elb.Action;
import dev.slipway.sandbox.model.elb.CreateRule;
import dev.slipway.sandbox.model.elb.DeleteRule;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.WeightedGroup;
import dev.slipway.sandbox.model.elb.DescribeRules;
import dev.slipway.sandbox.model.elb.ForwardConfig;
import dev.slipway.sandbox.model.elb.ModifyListener;
import dev.slipway.sandbox.model.elb.ModifyRule;
import dev.slipway.sandbox.model.elb.Rule;
import dev.slipway.sandbox.model.elb.RuleCondition;
import dev.slipway.sandbox.model.elb.TargetGroupTuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WiringRulesTest {
    private static final String INVALID = "Service deployment rolled back because of invalid networking configuration";

    private final Scene scene = new Scene();

    @Test
    void twoGroupsServingRollTheDeploymentBack() {
        scene.live("v1", blueGreen());
        forward(scene.productionRule, scene.blue, 50, scene.green, 50);

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo(INVALID + ". productionListenerRule " + scene.productionRule
                        + " should have exactly one target group serving traffic but found 2 target groups which are"
                        + " serving traffic");
    }

    @Test
    void noGroupServingRollsTheDeploymentBack() {
        scene.live("v1", blueGreen());
        forward(scene.productionRule, scene.blue, 0, scene.green, 0);

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .endsWith("should have exactly one target group serving traffic but found 0 target groups which are"
                        + " serving traffic");
    }

    @Test
    void aTestRuleThatIsGoneRollsTheDeploymentBack() {
        scene.live("v1", blueGreen());
        forward(scene.productionRule, scene.blue, 0, scene.green, 100);
        scene.call(new DeleteRule(scene.testRule));

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason()).isEqualTo(INVALID + ". One or more rules not found");
    }

    @Test
    void aProductionRuleThatIsGoneRollsTheDeploymentBack() {
        scene.live("v1", blueGreen());
        forward(scene.testRule, scene.blue, 0, scene.green, 100);
        scene.call(new DeleteRule(scene.productionRule));

        scene.deploy("v2").pass(Duration.ofMinutes(1));

        assertThat(scene.newest().statusReason()).isEqualTo(INVALID + ". One or more rules not found");
    }

    @Test
    void aGroupThatNeitherRuleNamesRollsTheDeploymentBack() {
        scene.live("v1", blueGreen());
        forward(scene.productionRule, scene.green, 100, scene.green, 100);
        forward(scene.testRule, scene.green, 100, scene.green, 100);
        elsewhere(scene.blue);

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo(INVALID + ": Target group " + scene.blue
                        + " is not associated with either productionListenerRule or testListenerRule.");
    }

    /** Has a rule of its own forward to this group. */
    private void elsewhere(String group) {
        var nobody = new RuleCondition("path-pattern", List.of("/nowhere"), null, null, null, null);
        var forward = new Action("forward", group, null, null, null, null);
        scene.call(new CreateRule(scene.productionListener, List.of(nobody), 7, List.of(forward), List.of()));
    }

    @Test
    void anUnexpectedGroupRollsTheDeploymentBack() {
        var other = scene.group("other");
        scene.live("v1", blueGreen());
        forward(scene.productionRule, other, 100, scene.green, 0);

        scene.deploy("v2").untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.newest().statusReason())
                .isEqualTo(INVALID + ". Production listener rule is forwarding traffic to unexpected target group "
                        + other + ". Expected traffic to be forwarded to either targetGroupArn: " + scene.blue
                        + " or alternateTargetGroupArn: " + scene.green);
    }

    @Test
    void aGroupThatNoRuleNamesIsRefused() {
        scene.live("v1", blueGreen());
        forward(scene.productionRule, scene.green, 100, scene.green, 0);
        forward(scene.testRule, scene.green, 100, scene.green, 0);

        assertThatThrownBy(() -> scene.deploy("v2"))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("The target group with targetGroupArn " + scene.blue
                        + " does not have an associated load balancer.");
    }

    @Test
    void aListenerInPlaceOfARuleIsRefused() {
        assertRefused(
                wiring(scene.green, scene.productionListener, scene.testRule),
                "productionListenerRule has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: "
                        + scene.productionListener);
    }

    @Test
    void oneRuleForBothIsRefused() {
        assertRefused(
                wiring(scene.green, scene.productionRule, scene.productionRule),
                "The following rules cannot be used as both production and test listener rules: "
                        + scene.productionRule);
    }

    @Test
    void oneGroupTwiceIsRefused() {
        assertRefused(
                wiring(scene.blue, scene.productionRule, scene.testRule),
                "Duplicate targetGroupArn found: " + scene.blue);
    }

    @Test
    void aMissingTestRuleIsRefusedUnlessTheProductionRuleNamesBothGroups() {
        assertRefused(
                wiring(scene.green, scene.productionRule, null),
                "For Application LoadBalancer, testListenerRule is required when productionListenerRule is not"
                        + " associated with both targetGroup and alternateTargetGroup");
    }

    @Test
    void withBothGroupsOnTheProductionRuleNoTestRuleIsNeeded() {
        forward(scene.productionRule, scene.blue, 100, scene.green, 0);

        scene.created("v1", blueGreen(), List.of(wiring(scene.green, scene.productionRule, null)))
                .through();

        assertThat(scene.newest().targetServiceRevision().requestedTestTrafficWeight())
                .isNull();
    }

    @Test
    void anUnknownGroupIsRefused() {
        assertRefused(
                wiring(scene.green + "0", scene.productionRule, scene.testRule),
                "The specified target group does not exist: " + scene.green + "0");
    }

    @Test
    void aPortThatTheContainerDoesNotHaveIsRefused() {
        assertRefused(
                new LoadBalancer(
                        scene.blue,
                        null,
                        "app",
                        9090,
                        new AdvancedConfiguration(scene.green, scene.productionRule, scene.testRule, null)),
                "The container app did not have a container port 9090 defined.");
    }

    @Test
    void advancedConfigurationOfSomeOnlyIsRefused() {
        var plain = new LoadBalancer(scene.group("plain"), null, "app", 8080, null);

        assertThatThrownBy(() -> scene.created("v1", blueGreen(), List.of(scene.wiring(), plain)))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("Either all or none of the provided loadBalancers must have advancedConfiguration defined");
    }

    @Test
    void aDefaultRuleServesProductionOrIsRefusedAsTheVariantSays() {
        var works = byDefaultRule(DefaultRule.WORKS).through();
        var refused = byDefaultRule(DefaultRule.REFUSED).untilStatus("ROLLBACK_FAILED");

        assertThat(works.service().deployments()).hasSize(1);
        assertThat(refused.events)
                .anySatisfy(event -> assertThat(event.at("/detail/reason").asText())
                        .contains(INVALID + ". productionListenerRule")
                        .contains("is a default rule"));
    }

    /** A new service whose production is a listener's default rule. */
    private static Scene byDefaultRule(DefaultRule answer) {
        var scene = new Scene(Variants.with(answer));
        var rule = scene.call(new DescribeRules(scene.productionListener, List.of())).rules().stream()
                .filter(Rule::isDefault)
                .findFirst()
                .orElseThrow()
                .ruleArn();
        var toBlue = new Action("forward", scene.blue, null, null, null, null);
        scene.call(new ModifyListener(scene.productionListener, null, null, null, null, List.of(toBlue)));
        return scene.created(
                "v1",
                blueGreen(),
                List.of(new LoadBalancer(
                        scene.blue,
                        null,
                        "app",
                        8080,
                        new AdvancedConfiguration(scene.green, rule, scene.testRule, null))));
    }

    @Test
    void missingAdvancedConfigurationIsRefused() {
        assertRefused(
                new LoadBalancer(scene.blue, null, "app", 8080, null),
                "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment"
                        + " strategy");
    }

    @Test
    void anUnknownContainerIsRefused() {
        assertRefused(
                new LoadBalancer(
                        scene.blue,
                        null,
                        "web",
                        8080,
                        new AdvancedConfiguration(scene.green, scene.productionRule, scene.testRule, null)),
                "The container web does not exist in the task definition.");
    }

    /** As Terraform may in the middle of a deployment (docs/aws.md, Load balancer [cdk36649] [tfalb409]). */
    @Test
    void weightsFromOutsideStandUntilTheDeploymentMovesTrafficItself() {
        scene.live("v1", blueGreen(gate())).deploy("v2").untilPaused();

        forward(scene.productionRule, scene.blue, 30, scene.green, 70);
        scene.pass(Duration.ofMinutes(5));
        var written = scene.weights(scene.productionRule);
        var heeded = scene.dataPlane().listeners().get(0).rules().get(0).action();
        scene.proceed(scene.hook());
        scene.untilStage("POST_PRODUCTION_TRAFFIC_SHIFT");

        assertThat(written).isEqualTo(Map.of("blue", 30, "green", 70));
        assertThat(heeded)
                .isEqualTo(new DescribeDataPlane.Action.Forward(
                        List.of(new WeightedGroup(scene.blue, 30), new WeightedGroup(scene.green, 70))));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void aRuleIsWrittenBeforeItIsHeededInSomeVariants() {
        var slow = new Scene(Variants.with("rulePropagation", Duration.ofSeconds(5))).live("v1", blueGreen());

        slow.deploy("v2").untilStage("PRODUCTION_TRAFFIC_SHIFT");
        var heeded = slow.dataPlane().listeners().get(0).rules().get(0).action();

        assertThat(slow.weights(slow.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
        assertThat(heeded)
                .isEqualTo(new DescribeDataPlane.Action.Forward(
                        List.of(new WeightedGroup(slow.blue, 0), new WeightedGroup(slow.green, 100))));
    }

    private LoadBalancer wiring(String alternate, String production, @Nullable String test) {
        return new LoadBalancer(
                scene.blue, null, "app", 8080, new AdvancedConfiguration(alternate, production, test, null));
    }

    private void assertRefused(LoadBalancer wiring, String message) {
        assertThatThrownBy(() -> scene.created("v1", blueGreen(), List.of(wiring)))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage(message);
    }

    private void forward(String rule, String one, int weight, String other, int otherWeight) {
        var config = new ForwardConfig(
                List.of(new TargetGroupTuple(one, weight), new TargetGroupTuple(other, otherWeight)), null);
        scene.call(new ModifyRule(rule, null, List.of(new Action("forward", null, null, null, null, config))));
    }
}
