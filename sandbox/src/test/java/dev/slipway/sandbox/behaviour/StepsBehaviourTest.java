package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.DeployedService.pause;
import static dev.slipway.sandbox.behaviour.DeployedService.strategy;
import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.behaviour.DeployedService.Pause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** Deployments that shift traffic in steps. */
class StepsBehaviourTest {
    private static final DeploymentLifecycleHook BEFORE_EVERY_STEP =
            pause(30, "ROLLBACK", "PRE_PRODUCTION_TRAFFIC_SHIFT");

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private static final List<Runnable> REMOVALS = new ArrayList<>();

    @AfterAll
    static void remove() {
        REMOVALS.forEach(Runnable::run);
    }

    @Test
    @Fact(
            value = "CANARY pauses before both of its steps, each time with a new hook id",
            known = DOCUMENTED,
            source = "pause, canary")
    void aCanaryPausesTwice() {
        List<Pause> pauses = pauses(
                "canary",
                strategy("CANARY", BEFORE_EVERY_STEP)
                        .canaryConfiguration(
                                canary -> canary.canaryPercent(10.0).canaryBakeTimeInMinutes(0))
                        .build());

        assertThat(pauses).extracting(Pause::production).containsExactly(0.0, 10.0);
        assertThat(pauses).extracting(Pause::hookId).doesNotHaveDuplicates();
    }

    @Test
    @Fact(
            value = "LINEAR pauses before every step, each time with a new hook id",
            known = DOCUMENTED,
            source = "pause, linear")
    void aLinearDeploymentPausesBeforeEveryStep() {
        List<Pause> pauses = pauses(
                "linear",
                strategy("LINEAR", BEFORE_EVERY_STEP)
                        .linearConfiguration(linear -> linear.stepPercent(40.0).stepBakeTimeInMinutes(0))
                        .build());

        assertThat(pauses).extracting(Pause::production).containsExactly(0.0, 40.0, 80.0);
        assertThat(pauses).extracting(Pause::hookId).doesNotHaveDuplicates();
    }

    /** Where the second deployment of a new service waits. */
    private static List<Pause> pauses(String kind, DeploymentConfiguration stepwise) {
        String name = kind + "-" + Long.toString(System.nanoTime(), 36);
        var balancer = new BehindLoadBalancer(ACCOUNT, name);
        var service = new DeployedService(ACCOUNT, name);
        service.create(
                strategy("BLUE_GREEN").build(), balancer.wiring(ACCOUNT, balancer.productionRule, balancer.testRule));
        REMOVALS.add(service::remove);
        REMOVALS.add(balancer::remove);
        assertThat(service.ended(service.newest()).statusAsString()).isEqualTo("SUCCESSFUL");
        String deployment = service.deploy(stepwise);

        List<Pause> pauses = service.continued(deployment);

        assertThat(service.ended(deployment).statusAsString()).isEqualTo("SUCCESSFUL");
        return pauses;
    }
}
