package dev.slipway.deployer.release;

import static dev.slipway.deployer.model.GateKind.TEST;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** At the hooks of a deployment that someone else started. */
class ForeignGateTest {
    @Nested
    class SomeoneElsesDeployment {
        private final Trigger foreign = new Trigger.Foreign("deployment/theirs", Optional.empty());

        @Test
        void isTestedLikeOurs() {
            var scene = Scene.atGate(TEST).because(foreign).production(0);

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.RunGate(1, TOKEN));
        }

        @Test
        void isContinuedIfSoConfigured() {
            var scene = Scene.atGate(TEST)
                    .because(foreign)
                    .configured(Specs.shopApi().gates(Specs.gate(TEST)).onForeign(OnForeign.CONTINUE))
                    .production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.answersContinue(TEST, "someone else's deployment; configured to continue"));
        }

        @Test
        void isContinuedEvenAtAHookThatIsNoGate() {
            var scene = Scene.rolling()
                    .hookWaits()
                    .stage("POST_SCALE_UP")
                    .because(foreign)
                    .configured(Specs.shopApi().onForeign(OnForeign.CONTINUE))
                    .production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new AtGate(
                                    NOON,
                                    PIN,
                                    GateVisit.begun(HOOK, TEST, Optional.empty(), NOON, Optional.of(HOOK_EXPIRES))),
                            NOON,
                            "ECS waits at the test gate"));
        }

        @Test
        void isNeverStoppedForTakingTooLongIfItIsToBeContinued() {
            var scene =
                    Scene.rolling().because(foreign).configured(Specs.shopApi().onForeign(OnForeign.CONTINUE));

            var decision = scene.decide(NOON.plus(Duration.ofDays(1)));

            assertThat(decision.effect()).isEmpty();
        }

        @Test
        void isStoppedWhateverIsConfiguredIfItsReleaseHadEnded() {
            var scene = Scene.atGate(TEST)
                    .because(new Trigger.Foreign("deployment/ours", Optional.of(Shop.id(1))))
                    .configured(Specs.shopApi().gates(Specs.gate(TEST)).onForeign(OnForeign.CONTINUE))
                    .production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.answersRollback(
                            EndClass.LATE_DEPLOYMENT,
                            "release " + Shop.id(1) + " had ended when its deployment showed up"));
        }

        @Test
        void isRolledBackIfSoConfigured() {
            var scene = Scene.atGate(TEST)
                    .because(foreign)
                    .configured(Specs.shopApi().gates(Specs.gate(TEST)).onForeign(OnForeign.REJECT))
                    .production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.answersRollback(
                            EndClass.FOREIGN_REJECTED, "someone else's deployment; configured to reject"));
        }
    }
}
