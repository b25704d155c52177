package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.V1;
import static dev.slipway.deployer.release.Shop.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.Baking;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Baking, and success: all traffic is on the new revision. */
class BakingTest {
    @Nested
    class WhenTrafficHasMoved {
        @Test
        void bakes() {
            var scene = Scene.rolling().stage("BAKE_TIME");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new Baking(NOON, PIN),
                            NOON.plusSeconds(60),
                            "all production traffic is on the new revision"));
        }

        @Test
        void staysBakingUntilEcsIsDone() {
            var scene = Scene.baking().stage("CLEAN_UP");

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(60), "baking"));
        }

        @Test
        void anOperatorsRollbackStopsTheBake() {
            var scene = Scene.baking().stage("BAKE_TIME").operatorRollsBack();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stops(EndClass.STOPPED_BY_OPERATOR, "rolled back by ann"));
        }

        @Test
        void aHookDuringTheBakeIsNoGateOfOurs() {
            var scene = Scene.baking().stage("BAKE_TIME").hookWaits("someone-elses");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(
                            scene.stays(NOON.plusSeconds(300), "a hook waits after all gates; it is left to expire"));
        }

        @Test
        void anOldListingOfAnAnsweredHookChangesNothing() {
            var scene = Scene.baking().stage("BAKE_TIME").hookWaits().continued(Shop.HOOK, GateKind.TEST);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(NOON.plusSeconds(5), "answered CONTINUE; ECS still shows the hook"));
        }
    }

    @Nested
    class WhenItSucceeded {
        @Test
        void isLiveIfItRunsOurDigest() {
            var scene = Scene.baking().ecsSays(DeploymentStatus.SUCCESSFUL).targetRuns(V2);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.goesLive());
        }

        @Test
        void failsIfItRunsAnotherDigest() {
            var scene = Scene.baking().ecsSays(DeploymentStatus.SUCCESSFUL).targetRuns(V1);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.FAILED,
                            EndClass.ECS_FAILED,
                            Production.UNKNOWN,
                            "revision revision/1 does not run " + V2.digest().orElseThrow()));
        }

        @Test
        void looksAgainIfEcsDoesNotShowWhatItRuns() {
            var scene = Scene.baking().ecsSays(DeploymentStatus.SUCCESSFUL).targetUnknown();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS does not show yet what our deployment brought"));
        }

        @Test
        void isLiveButHasToGoIfAnOperatorsRollbackCameTooLate() {
            var scene = Scene.baking().operatorRollsBack().ecsSays(DeploymentStatus.SUCCESSFUL);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(lostRace(scene, EndClass.STOPPED_BY_OPERATOR));
        }

        @Test
        void isLiveButHasToGoIfAGateHadFailedAndSomeoneElseContinued() {
            var scene = Scene.judged(GateKind.TEST, Verdict.FAIL, "1 of 3 failed")
                    .hookIsOver()
                    .ecsSays(DeploymentStatus.SUCCESSFUL);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(lostRace(scene, EndClass.SMOKE_FAILED));
        }

        @Test
        void isLiveButHasToGoIfTheRollbackLostTheRace() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.SUCCESSFUL);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(lostRace(scene, EndClass.SMOKE_FAILED));
        }

        private Decision lostRace(Scene scene, EndClass cause) {
            return scene.ends(
                    Kind.LIVE, cause, Production.THIS, "the deployment was over before the rollback reached it");
        }
    }
}
