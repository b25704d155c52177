package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.RENDERING;
import static dev.slipway.deployer.release.Shop.TASK_DEFINITION;
import static dev.slipway.deployer.release.Shop.registeredState;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.release.Facts.PreflightFacts;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Starting;
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

    private static Preparing rendered() {
        return new Preparing(A_MINUTE_AGO, Optional.of(RENDERING), Optional.empty(), Optional.empty());
    }
}
