package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.testing.Specs;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code supersede: replace}: the newest image ends the release in flight while users see nothing of it. */
class SupersessionTest {
    private static final String NEWER = "release " + Shop.id(3) + " of shop/api:v3 (030303030303) is newer";

    @Nested
    class Ends {
        @Test
        void aReleaseThatIsPreparing() {
            var scene = replacing(Scene.registered());

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(Kind.SUPERSEDED, EndClass.SUPERSEDED_BY_NEWER, Production.UNCHANGED, NEWER));
        }

        @Test
        void oneThatScalesUp() {
            var scene = replacing(Scene.rolling().stage("SCALE_UP"));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stops(EndClass.SUPERSEDED_BY_NEWER, NEWER));
        }

        @Test
        void oneUnderTest() {
            var scene = replacing(Scene.testing(GateKind.TEST).production(0));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersRollback(EndClass.SUPERSEDED_BY_NEWER, NEWER));
        }

        @Test
        void oneThatAwaitsPromotion() {
            var scene = replacing(Scene.awaitingPromotion().production(0));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersRollback(EndClass.SUPERSEDED_BY_NEWER, NEWER));
        }
    }

    @Nested
    class LeavesAlone {
        @Test
        void aReleaseWhoseTestGateWasContinued() {
            assertGoesOn(replacing(Scene.rolling().continued("hook-0", GateKind.TEST)));
        }

        @Test
        void oneThatHasProductionTraffic() {
            assertGoesOn(replacing(Scene.atGate(GateKind.STEP).production(20)));
        }

        @Test
        void oneThatIsBeingGivenProductionTraffic() {
            assertGoesOn(replacing(Scene.rolling().stage("PRODUCTION_TRAFFIC_SHIFT")));
        }

        @Test
        void oneThatBakes() {
            assertGoesOn(replacing(Scene.baking().stage("BAKE_TIME")));
        }

        @Test
        void oneThatWasPromoted() {
            assertGoesOn(replacing(Scene.awaitingPromotion().operatorPromotes().production(0)));
        }

        @Test
        void anOperatorsRollback() {
            assertGoesOn(replacing(Scene.registered()
                    .because(
                            new Trigger.ManualRollback(Shop.id(1), Optional.empty(), false, "ann", Optional.empty()))));
        }

        @Test
        void aFirstRelease() {
            assertGoesOn(replacing(Scene.rolling().stage("SCALE_UP").bootstrap()));
        }

        @Test
        void oneThatBeganLessThanTwoMinutesAgo() {
            assertGoesOn(replacing(Scene.rolling().stage("SCALE_UP").begun(NOON.minusSeconds(119))));
        }

        @Test
        void everyOneUnderQueueLatest() {
            assertGoesOn(Scene.rolling().stage("SCALE_UP").newerWaits());
        }

        private void assertGoesOn(Scene scene) {
            var decision = scene.decide();

            assertThat(decision.reason()).doesNotContain("is newer");
        }
    }

    private static Scene replacing(Scene scene) {
        return scene.newerWaits()
                .configured(Specs.shopApi()
                        .gates(Specs.gate(GateKind.TEST), Specs.gate(GateKind.STEP))
                        .supersede(Supersede.REPLACE));
    }
}
