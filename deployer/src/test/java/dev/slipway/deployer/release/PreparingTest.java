package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.RENDERING;
import static dev.slipway.deployer.release.Shop.TASK_DEFINITION;
import static dev.slipway.deployer.release.Shop.clear;
import static dev.slipway.deployer.release.Shop.registeredState;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
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

/** Preparing: render, register, look the service over. ECS's service is not touched. */
class PreparingTest {

    @Nested
    class Rendering {
        @Test
        void refusesTheReleaseWithAllFaultsAtOnce() {
            var scene = Scene.preparing()
                    .renders(new Facts.Rendered.Faulty(
                            EndClass.RENDER_REFUSED, List.of("no container 'app'", "'${X}' is not known")));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.REFUSED,
                            EndClass.RENDER_REFUSED,
                            Production.UNCHANGED,
                            "no container 'app'; '${X}' is not known"));
        }

        @Test
        void registersWhatWasRendered() {
            var scene = Scene.preparing().renders(new Facts.Rendered.Ready(RENDERING));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            rendered(),
                            new Effect.Register("td-hash"),
                            NOON,
                            "rendered; registering a revision of shop-api"));
        }
    }

    @Nested
    class Registering {
        @Test
        void goesOnWithTheRevisionThatEcsAnswered() {
            var scene = Scene.rendered().after(new Facts.EffectOutcome.Done(TASK_DEFINITION));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.goes(registeredState(), NOON, "registered as shop-api:7"));
        }

        @Test
        void takesTheRevisionThatADeadTurnRegistered() {
            var scene = Scene.rendered().findsRegistered(TASK_DEFINITION);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.goes(registeredState(), NOON, "registered as shop-api:7"));
        }

        @Test
        void registersAgainIfNoneIsFound() {
            var scene = Scene.rendered();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            rendered(), new Effect.Register("td-hash"), NOON, "registering a revision of shop-api"));
        }

        @Test
        void refusesTheReleaseIfEcsRefusesTheTaskDefinition() {
            var scene = Scene.rendered()
                    .after(new Facts.EffectOutcome.Refused("ClientException", "Invalid 'cpu' setting for task."));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.REFUSED,
                            EndClass.RENDER_REFUSED,
                            Production.UNCHANGED,
                            "ECS refused the task definition: Invalid 'cpu' setting for task."));
        }
    }

    @Nested
    class ADeploymentIsInFlight {
        @Test
        void givesWayToOneThatHasToBeJudgedFirst() {
            var scene = Scene.registered().preflight(busy(Optional.of("someone else's deployment waits at our hook")));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.CANCELLED,
                            EndClass.GAVE_WAY,
                            Production.UNCHANGED,
                            "gave way before ECS was touched: someone else's deployment waits at our hook"));
        }

        @Test
        void waitsForOneThatNeedsNobody() {
            var scene = Scene.registered().preflight(busy(Optional.empty()));

            var decision = scene.decide();

            assertThat(decision.reason()).isEqualTo("waiting: deployment deployment/other is in flight");
        }

        @Test
        void goesOnWithItsOwnIfACallThoughtLostStartedIt() {
            var scene = Scene.registered().preflight(busy(Optional.empty())).ecsSays(DeploymentStatus.IN_PROGRESS);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new Starting(NOON, Shop.RENDERING, Shop.TASK_DEFINITION),
                            NOON,
                            "a call thought lost has started the deployment after all"));
        }

        private PreflightFacts busy(Optional<String> comesFirst) {
            return new PreflightFacts(
                    Optional.of("deployment/other"),
                    comesFirst,
                    true,
                    List.of("blue"),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.empty(),
                    List.of());
        }
    }

    @Nested
    class PreflightIsClear {
        @Test
        void startsTheDeployment() {
            var scene = Scene.registered();

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

        private void assertWaits(PreflightFacts facts, String why) {
            var scene = Scene.registered().preflight(facts);

            var decision = scene.decide();

            var waiting =
                    new Preparing(A_MINUTE_AGO, Optional.of(RENDERING), Optional.of(TASK_DEFINITION), Optional.of(why));
            assertThat(decision).isEqualTo(scene.goes(waiting, NOON.plusSeconds(15), "waiting: " + why));
        }
    }

    @Nested
    class PreflightRefuses {
        @Test
        void aServiceThatDoesNotExist() {
            assertRefuses(
                    Scene.registered().serviceIsGone(),
                    EndClass.PREFLIGHT_REFUSED,
                    "service 'shop-api' in cluster 'main' does not exist");
        }

        @Test
        void aServiceThatIsBeingDeleted() {
            assertRefuses(
                    Scene.registered().serviceIs("DRAINING"),
                    EndClass.PREFLIGHT_REFUSED,
                    "service 'shop-api' in cluster 'main' is DRAINING");
        }

        @Test
        void anImageThatEcrCanNotHandOut() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of("blue"),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.of("image shop/api:v2 is ARCHIVED in ECR"),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts), EndClass.IMAGE_GONE, "image shop/api:v2 is ARCHIVED in ECR");
        }

        @Test
        void aProductionRuleThatForwardsElsewhere() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of("blue", "green"),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "the production rule forwards to [blue, green] and not to the live revision's target group alone"
                            + " (blue); someone changed the listener's weights");
        }

        @Test
        void aProductionRuleThatForwardsNowhere() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "the production rule forwards to [] and not to the live revision's target group alone (blue);"
                            + " someone changed the listener's weights");
        }

        @Test
        void aLoadBalancerWithoutBothRules() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(),
                    Optional.of("blue"),
                    2,
                    false,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "the service has no production and test listener rule that exist; its loadBalancers need an"
                            + " advancedConfiguration");
        }

        @Test
        void aCanaryWithoutLoadBalancer() {
            var canary = new Strategy.Canary(10, Duration.ofMinutes(5), Duration.ofMinutes(10));
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Optional.empty(),
                    0,
                    false,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered()
                            .configured(Specs.shopApi().strategy(canary))
                            .preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "canary and linear need a load balancer, and the service has none");
        }

        private void assertRefuses(Scene scene, EndClass because, String reason) {
            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.ends(Kind.REFUSED, because, Production.UNCHANGED, reason));
        }
    }

    @Nested
    class WhenAnOperatorRollsBack {
        @Test
        void cancelsBeforeEcsIsTouched() {
            var scene = Scene.registered().operatorRollsBack();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.CANCELLED,
                            EndClass.STOPPED_BY_OPERATOR,
                            Production.UNCHANGED,
                            "cancelled by ann before ECS was touched"));
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

    private static Preparing rendered() {
        return new Preparing(A_MINUTE_AGO, Optional.of(RENDERING), Optional.empty(), Optional.empty());
    }
}
