package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.DeployedService.pause;
import static dev.slipway.sandbox.behaviour.DeployedService.strategy;
import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static dev.slipway.sandbox.behaviour.Fact.Known.INFERRED;
import static dev.slipway.sandbox.behaviour.Fact.Known.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.behaviour.DeployedService.Pause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** The life of one service behind a load balancer. Each case begins where the one before it ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BlueGreenBehaviourTest {
    private static final String RUN = "bg-" + Long.toString(System.nanoTime(), 36);
    private static final DeploymentLifecycleHook GATE = pause(30, "ROLLBACK", "POST_TEST_TRAFFIC_SHIFT");

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private static DeployedService service = unmade();
    private static BehindLoadBalancer balancer = unmade();
    private final EcsClient ecs = ACCOUNT.client(EcsClient::builder);

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // made before all
    private static <T> T unmade() {
        return null;
    }

    @BeforeAll
    static void make() {
        balancer = new BehindLoadBalancer(ACCOUNT, RUN);
        service = new DeployedService(ACCOUNT, RUN);
    }

    @AfterAll
    static void remove() {
        service.remove();
        balancer.remove();
    }

    @Test
    @Order(1)
    @Fact(value = "An ALB's listener is refused where a rule has to be", known = DOCUMENTED, source = "tsbg")
    void aListenerInPlaceOfARuleIsRefused() {
        var wiring = balancer.wiring(ACCOUNT, balancer.productionListener(), balancer.testRule);

        assertThatThrownBy(() -> service.create(blueGreen(), wiring))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("productionListenerRule has an invalid ARN format");
    }

    @Test
    @Order(2)
    @Fact(value = "One rule can't serve production and tests", known = DOCUMENTED, source = "tsbg")
    void oneRuleForBothIsRefused() {
        var wiring = balancer.wiring(ACCOUNT, balancer.productionRule, balancer.productionRule);

        assertThatThrownBy(() -> service.create(blueGreen(), wiring))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("The following rules cannot be used as both production and test");
    }

    @Test
    @Order(3)
    @Fact(
            value = "Hooks come stage by stage, the first time too, each by an id of its own",
            known = DOCUMENTED,
            source = "pause")
    void hooksComeInTheOrderOfTheStages() {
        var everywhere = pause(
                30,
                "ROLLBACK",
                "POST_PRODUCTION_TRAFFIC_SHIFT",
                "POST_TEST_TRAFFIC_SHIFT",
                "POST_SCALE_UP",
                "PRE_SCALE_UP");
        service.create(blueGreen(everywhere), balancer.wiring(ACCOUNT, balancer.productionRule, balancer.testRule));

        List<Pause> pauses = service.continued(service.newest());

        assertThat(pauses)
                .extracting(Pause::stage)
                .containsExactly(
                        "PRE_SCALE_UP", "POST_SCALE_UP", "POST_TEST_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(pauses).extracting(Pause::hookId).doesNotHaveDuplicates();
        assertThat(service.described(service.newest()).statusAsString()).isEqualTo("SUCCESSFUL");
    }

    @Test
    @Order(4)
    @Fact(value = "DescribeServices leaves out what makes a hook a pause", known = OBSERVED, source = "cm")
    void describedServicesLeaveOutThePause() {
        var hook = ecs.describeServices(describe -> describe.cluster(RUN).services(RUN))
                .services()
                .getFirst()
                .deploymentConfiguration()
                .lifecycleHooks()
                .getFirst();

        assertThat(hook.lifecycleStagesAsStrings()).contains("PRE_SCALE_UP");
        assertThat(hook.targetTypeAsString()).isNull();
        assertThat(hook.timeoutConfiguration()).isNull();
    }

    @Test
    @Order(5)
    @Fact(
            value = "The task definition it has already starts no deployment",
            known = INFERRED,
            source = "SDK:UpdateServiceRequest")
    void theSameTaskDefinitionStartsNothing() {
        String before = service.newest();
        String present = ecs.describeServices(describe -> describe.cluster(RUN).services(RUN))
                .services()
                .getFirst()
                .taskDefinition();

        var updated = ecs.updateService(
                        update -> update.cluster(RUN).service(RUN).taskDefinition(present))
                .service();

        assertThat(updated.deployments()).hasSize(1);
        assertThat(service.newest()).isEqualTo(before);
    }

    @Test
    @Order(6)
    @Fact(
            value =
                    "At the gate the new tasks have all test traffic and nothing of production; every hook must be continued",
            known = DOCUMENTED,
            source = "bg-how, pause")
    void everyHookOfTheGateMustBeContinued() {
        List<String> before = balancer.serving();
        String deployment = service.deploy(blueGreen(GATE, GATE));
        ServiceDeployment paused = service.paused(deployment, 2);
        String first = service.waiting(deployment).get(0).hookId();
        String second = service.waiting(deployment).get(1).hookId();

        service.answer(deployment, first, "CONTINUE");

        assertThat(paused.targetServiceRevision().requestedTestTrafficWeight()).isEqualTo(100.0);
        assertThat(paused.targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(0.0);
        assertThat(balancer.serving()).isEqualTo(before);
        assertThat(service.waiting(deployment)).singleElement().satisfies(left -> {
            assertThat(left.hookId()).isEqualTo(second);
            assertThat(Duration.between(paused.updatedAt(), left.expiresAt())).isPositive();
        });
        assertThatThrownBy(() -> service.answer(deployment, first, "CONTINUE"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining(
                        "Provided hookId is either completed, unavailable, or not associated with the given"
                                + " Resource ARN");
        service.answer(deployment, second, "CONTINUE");
        assertThat(service.ended(deployment).statusAsString()).isEqualTo("SUCCESSFUL");
    }

    @Test
    @Order(7)
    @Fact(value = "The target groups change places with every deployment", known = OBSERVED, source = "cdkdrift")
    void theGroupsChangePlaces() {
        List<String> before = balancer.serving();

        ServiceDeployment ended = service.ended(service.deploy(blueGreen()));

        assertThat(ended.statusAsString()).isEqualTo("SUCCESSFUL");
        assertThat(balancer.serving()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    @Order(8)
    @Fact(
            value = "A new deployment stops the one that waits, whose hook ids are dead then",
            known = DOCUMENTED,
            source = "tsbg, svcdep")
    void aNewDeploymentStopsTheOneThatWaits() {
        String old = service.deploy(blueGreen(GATE));
        service.paused(old, 1);
        String hook = service.waiting(old).getFirst().hookId();

        service.deploy(blueGreen(pause(1, "ROLLBACK", "POST_TEST_TRAFFIC_SHIFT")));

        assertThat(service.ended(old).statusAsString()).isEqualTo("STOPPED");
        assertThatThrownBy(() -> service.answer(old, hook, "CONTINUE"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining(
                        "Continuing a service deployment is not allowed for service deployment in terminal states.");
    }

    @Test
    @Order(9)
    @Fact(value = "A hook that nobody answers in time goes back if it was told so", known = DOCUMENTED, source = "tsbg")
    void anExpiredHookGoesBack() {
        List<String> before = balancer.serving();

        ServiceDeployment ended = service.ended(service.newest());

        assertThat(ended.statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(ended.statusReason())
                .isEqualTo("Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.");
        assertThat(balancer.serving()).isEqualTo(before);
    }

    @Test
    @Order(10)
    @Fact(value = "A hook that nobody answers in time goes on if it was told so", known = DOCUMENTED, source = "pause")
    void anExpiredHookGoesOn() {
        ServiceDeployment ended =
                service.ended(service.deploy(blueGreen(pause(1, "CONTINUE", "POST_TEST_TRAFFIC_SHIFT"))));

        assertThat(ended.statusAsString()).isEqualTo("SUCCESSFUL");
    }

    @Test
    @Order(11)
    @Fact(value = "Two groups that serve production roll the deployment back", known = DOCUMENTED, source = "tsbg")
    void twoServingGroupsAreRefused() {
        balancer.splitProduction();

        ServiceDeployment ended = service.ended(service.deploy(blueGreen()));

        assertThat(ended.statusAsString()).isIn("ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");
        assertThat(ended.statusReason()).contains("should have exactly one target group serving traffic but found 2");
    }

    private static DeploymentConfiguration blueGreen(DeploymentLifecycleHook... hooks) {
        return strategy("BLUE_GREEN", hooks).build();
    }
}
