package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.RENDERING;
import static dev.slipway.deployer.release.Shop.TASK_DEFINITION;
import static dev.slipway.deployer.release.Shop.clear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceSpec.OnAlarm;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.release.Facts.PreflightFacts;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Starting;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What has to be so before ECS is asked for a deployment. */
class PreflightTest {
    @Nested
    class PreflightIsClear {
        @Test
        void startsTheDeployment() {
            var scene = Scene.registered();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(starts(scene, "preflight is clear; starting the deployment"));
        }

        @Test
        void aFirstReleaseStartsWithoutALiveRevisionThoughNothingIsInFlight() {
            var scene = Scene.registered()
                    .bootstrap()
                    .preflight(new PreflightFacts(
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            List.of("blue"),
                            Optional.empty(),
                            0,
                            true,
                            Optional.empty(),
                            List.of()));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(starts(scene, "preflight is clear; starting the deployment"));
        }

        @Test
        void aFirstReleaseStartsOverADeploymentInFlightAndWithoutALiveRevision() {
            var scene = Scene.registered()
                    .bootstrap()
                    .preflight(new PreflightFacts(
                            Optional.of("deployment/first"),
                            Optional.empty(),
                            true,
                            List.of("blue"),
                            Optional.empty(),
                            0,
                            true,
                            Optional.empty(),
                            List.of()));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(starts(scene, "preflight is clear; starting the deployment"));
        }

        @Test
        void aFirstReleaseGivesWayToWhatServesByNow() {
            var scene = Scene.registered()
                    .bootstrap()
                    .preflight(new PreflightFacts(
                            Optional.of("deployment/second"),
                            Optional.of("revision 1 serves"),
                            true,
                            List.of("blue"),
                            Optional.empty(),
                            0,
                            true,
                            Optional.empty(),
                            List.of()));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.CANCELLED,
                            EndClass.GAVE_WAY,
                            Production.UNCHANGED,
                            "gave way before ECS was touched: revision 1 serves"));
        }

        @Test
        void aRollbackPassesOverAlarmsAndSaysSo() {
            var scene = Scene.registered()
                    .because(new Trigger.ManualRollback(Shop.id(1), Optional.empty(), false, "ann", Optional.empty()))
                    .preflight(alarming());

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(
                            starts(
                                    scene,
                                    "alarms in ALARM: [shop-5xx], so ECS ignores alarms for the whole deployment; starting the deployment"));
        }

        @Test
        void soDoesAServiceThatIsToldToProceed() {
            var scene = Scene.registered()
                    .configured(Specs.shopApi().onAlarm(OnAlarm.PROCEED, "shop-5xx"))
                    .preflight(alarming());

            var decision = scene.decide();

            assertThat(decision.next().state()).isInstanceOf(Starting.class);
        }

        @Test
        void aServiceWithoutLoadBalancerNeedsNoRulesAndNoTargets() {
            var scene = Scene.registered()
                    .preflight(new PreflightFacts(
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            List.of(),
                            Optional.empty(),
                            0,
                            false,
                            Optional.empty(),
                            List.of()));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(starts(scene, "preflight is clear; starting the deployment"));
        }

        @Test
        void aRollingServiceNeedsNoListenerRules() {
            var scene = Scene.registered()
                    .configured(Specs.shopApi().strategy(Strategy.Rolling.DEFAULT))
                    .preflight(new PreflightFacts(
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            List.of(),
                            Optional.of("blue"),
                            2,
                            false,
                            Optional.empty(),
                            List.of()));

            var decision = scene.decide();

            assertThat(decision.next().state()).isInstanceOf(Starting.class);
        }

        private Decision starts(Scene scene, String reason) {
            return scene.goes(
                    new Starting(NOON, RENDERING, TASK_DEFINITION), new Effect.Start(TASK_DEFINITION), NOON, reason);
        }
    }

    @Nested
    class PreflightWaits {
        @Test
        void forADeploymentInFlight() {
            var facts = new PreflightFacts(
                    Optional.of("deployment/other"),
                    Optional.empty(),
                    true,
                    List.of("blue"),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.empty(),
                    List.of());

            assertWaits(facts, "deployment deployment/other is in flight");
        }

        @Test
        void forAnUnhealthyLiveGroup() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of("blue"),
                    Optional.of("blue"),
                    0,
                    true,
                    Optional.empty(),
                    List.of());

            assertWaits(facts, "the live target group has no healthy target");
        }

        @Test
        void forAnAlarm() {
            assertWaits(alarming(), "alarms in ALARM: [shop-5xx]; ECS would ignore alarms for the whole deployment");
        }

        @Test
        void untilTheDeadlineAndThenRefuses() {
            var scene = Scene.registered().preflight(alarming());

            var decision = scene.decide(A_MINUTE_AGO.plus(Duration.ofHours(1)));

            assertThat(decision.next().state())
                    .isEqualTo(new ReleaseState.Ended(
                            A_MINUTE_AGO.plus(Duration.ofHours(1)),
                            Kind.REFUSED,
                            Optional.of(EndClass.PREFLIGHT_REFUSED),
                            Production.UNCHANGED,
                            "alarms in ALARM: [shop-5xx]; ECS would ignore alarms for the whole deployment, and has been"
                                    + " since before 2026-01-01T12:59:00Z"));
        }

        @Test
        void andLooksOnceMoreWhenTheDeadlineIsReached() {
            var scene = Scene.registered().preflight(alarming());
            Instant tenSecondsBefore = A_MINUTE_AGO.plus(Duration.ofHours(1)).minusSeconds(10);

            var decision = scene.decide(tenSecondsBefore);

            assertThat(decision.lookAt()).isEqualTo(A_MINUTE_AGO.plus(Duration.ofHours(1)));
        }

        @Test
        void untilSomeoneAskedForTheService() {
            var scene = Scene.registered().nobodyAskedForTheService();

            var decision = scene.decide();

            String why = "service 'shop-api' in cluster 'main' has not been asked for yet";
            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new Preparing(
                                    A_MINUTE_AGO,
                                    Optional.of(RENDERING),
                                    Optional.of(TASK_DEFINITION),
                                    Optional.of(why)),
                            NOON.plusSeconds(15),
                            "waiting: " + why));
        }

        private void assertWaits(PreflightFacts facts, String why) {
            var scene = Scene.registered().preflight(facts);

            var decision = scene.decide();

            var waiting =
                    new Preparing(A_MINUTE_AGO, Optional.of(RENDERING), Optional.of(TASK_DEFINITION), Optional.of(why));
            assertThat(decision).isEqualTo(scene.goes(waiting, NOON.plusSeconds(15), "waiting: " + why));
        }
    }

    private static PreflightFacts alarming() {
        return new PreflightFacts(
                clear().inFlight(),
                Optional.empty(),
                true,
                clear().productionGroups(),
                clear().liveGroup(),
                2,
                true,
                Optional.empty(),
                List.of("shop-5xx"));
    }
}
