package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.FirstRollback;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstDeploymentTest {

    @Test
    void pausesLikeAnyOther() {
        var scene = new Scene().created("v1", blueGreen(gate()));

        scene.untilPaused();

        assertThat(scene.newest().lifecycleStage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(scene.newest().sourceServiceRevisions()).isEmpty();
    }

    @Test
    void hasNothingToRollBackTo() {
        var scene = new Scene().created("v1", blueGreen(gate())).untilPaused();

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_FAILED");

        assertThat(scene.newest().statusReason()).isEqualTo("No rollback candidate was found to run the rollback.");
    }

    @Test
    void stallsInSomeVariants() {
        var scene = new Scene(Variants.with(FirstRollback.STALLS))
                .created("v1", blueGreen(gate()))
                .untilPaused();

        scene.goBack(scene.hook());
        scene.pass(Duration.ofDays(2));

        assertThat(scene.newest().status()).isEqualTo("ROLLBACK_IN_PROGRESS");
    }

    @Test
    void leavesItsSuccessorNothingToRollBackToThoughItHadTheTraffic() {
        var scene = new Scene().created("v1", blueGreen(gate())).untilPaused();
        scene.proceed(scene.hook());
        scene.untilStage("BAKE_TIME").deploy("v2").untilPaused();

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_FAILED");

        assertThat(scene.newest().statusReason()).isEqualTo("No rollback candidate was found to run the rollback.");
        assertThat(scene.running()).contains("v1", "v1");
    }

    @ParameterizedTest
    @CsvSource({"FAILS, ROLLBACK_FAILED", "STALLS, IN_PROGRESS"})
    void isTriedNoMoreOnceTheCircuitBreakerHasGivenItUp(FirstRollback variant, String status) {
        var breaking = new DeploymentConfiguration(
                "BLUE_GREEN",
                0,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                new DeploymentCircuitBreaker(true, true, null, null));
        var scene = new Scene(Variants.with(variant));
        scene.conducts.put("v1", Conduct.unstartable("CannotPullContainerError: not found"));
        scene.created("v1", breaking)
                .until(() -> scene.newest().deploymentCircuitBreaker().status().equals("TRIGGERED"))
                .pass(Duration.ofMinutes(1));
        int orders = scene.orders.size();

        scene.pass(Duration.ofHours(5));

        assertThat(scene.newest().status()).isEqualTo(status);
        assertThat(scene.orders).hasSize(orders);
        assertThat(scene.eventNames("ECS Service Action")).doesNotContain("SERVICE_STEADY_STATE");
    }

    @Test
    void itsSuccessorReconcilesAndSucceeds() {
        var scene = new Scene().created("v1", blueGreen(gate())).untilPaused();
        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_FAILED");
        var stages = new ArrayList<String>();
        scene.watchedBy(each -> stages.add(String.valueOf(each.newest().lifecycleStage())));

        scene.deploy("v2").through().pass(Duration.ofMinutes(10));

        assertThat(stages).contains("RECONCILE_SERVICE");
        assertThat(scene.running()).isEqualTo(List.of("v2", "v2"));
    }

    @Test
    void isSupersededWithoutTraffic() {
        var scene = new Scene().created("v1", blueGreen(gate())).untilPaused();
        var first = scene.newest().serviceDeploymentArn();

        scene.deploy("v2").through().pass(Duration.ofMinutes(10));

        assertThat(scene.deployment(first).status()).isEqualTo("STOPPED");
        assertThat(scene.running()).isEqualTo(List.of("v2", "v2"));
    }
}
