package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.FirstRollback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
