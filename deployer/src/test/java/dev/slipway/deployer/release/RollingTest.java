package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rolling: ECS is at work, and only its status and the clock tell anything. */
class RollingTest {
    @Nested
    class WhileEcsIsAtWork {
        @Test
        void looksEveryFifteenSecondsAtFirst() {
            var scene = Scene.rolling().stage("SCALE_UP");

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS is at SCALE_UP"));
        }

        @Test
        void looksEveryMinuteAfterTwoMinutes() {
            var scene = Scene.rolling();
            var later = A_MINUTE_AGO.plusSeconds(120);

            var decision = scene.decide(later);

            assertThat(decision).isEqualTo(scene.stays(later.plusSeconds(60), "ECS is at no stage yet"));
        }

        @Test
        void waitsIfEcsDoesNotShowOurDeployment() {
            var scene = Scene.rolling().notListed();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS does not show our deployment"));
        }

        @Test
        void waitsForOurDeploymentAsLongAsTheServiceIsThere() {
            var scene = Scene.rolling().notListed().serviceIs("DRAINING");

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS does not show our deployment"));
        }

        @Test
        void doesNotTakeAServiceForDeletedThatNobodyAskedFor() {
            var scene = Scene.rolling().notListed().nobodyAskedForTheService();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS does not show our deployment"));
        }

        @Test
        void isReplacedIfItWasStoppedAndNobodyAskedForTheService() {
            var scene = Scene.rolling()
                    .ecsSays(DeploymentStatus.STOPPED, "superseded")
                    .nobodyAskedForTheService();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.REPLACED,
                            EndClass.REPLACED_BY_OTHER,
                            Production.UNKNOWN,
                            "someone else's deployment replaced ours: superseded"));
        }

        @Test
        void failsIfTheServiceIsGoneToo() {
            var scene = Scene.rolling().notListed().serviceIsGone();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.FAILED, EndClass.ECS_FAILED, Production.UNKNOWN, "the service was deleted"));
        }

        @Test
        void failsIfTheServiceIsAnotherOneOfTheSameName() {
            var scene = Scene.rolling().notListed().serviceMadeAt(A_MINUTE_AGO);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.FAILED, EndClass.ECS_FAILED, Production.UNKNOWN, "the service was deleted"));
        }

        @Test
        void waitsIfTheServiceWasThereWhenEcsWasAsked() {
            var scene = Scene.rolling().startedAt(A_MINUTE_AGO).notListed().serviceMadeAt(A_MINUTE_AGO);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS does not show our deployment"));
        }

        @Test
        void failsIfItWasStoppedAndTheServiceIsAnotherOne() {
            var scene = Scene.rolling()
                    .ecsSays(DeploymentStatus.STOPPED, "The service was deleted.")
                    .serviceMadeAt(A_MINUTE_AGO);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.FAILED, EndClass.ECS_FAILED, Production.UNKNOWN, "the service was deleted"));
        }

        @Test
        void failsIfItWasStoppedBecauseTheServiceIsDeleted() {
            var scene = Scene.rolling()
                    .ecsSays(DeploymentStatus.STOPPED, "The service was deleted.")
                    .serviceIs("DRAINING");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.FAILED, EndClass.ECS_FAILED, Production.UNKNOWN, "the service was deleted"));
        }

        @Test
        void arrivesAtAGateWhenAHookWaits() {
            var scene =
                    Scene.rolling().stage("POST_TEST_TRAFFIC_SHIFT").hookWaits().production(0);

            var decision = scene.decide();

            var visit = GateVisit.begun(Shop.HOOK, GateKind.TEST, Optional.empty(), NOON, Optional.of(HOOK_EXPIRES));
            assertThat(decision)
                    .isEqualTo(scene.goes(new AtGate(NOON, PIN, visit), NOON, "ECS waits at the test gate"));
        }

        @Test
        void leavesAHookThatIsNoGateToExpire() {
            var scene =
                    Scene.rolling().stage("POST_TEST_TRAFFIC_SHIFT").hookWaits().production(100);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new Rolling(A_MINUTE_AGO, PIN, Optional.empty()),
                            NOON.plusSeconds(5),
                            "this hook is left to expire: stage 'POST_TEST_TRAFFIC_SHIFT', but the production rule"
                                    + " sends 100 % to the new revision"));
        }

        @Test
        void callsAPersonOnceIfAHookThatIsNoGateWaitsForAMinute() {
            String why = "stage 'POST_TEST_TRAFFIC_SHIFT', but the production rule sends 100 % to the new revision";
            var scene = Scene.rolling()
                    .stage("POST_TEST_TRAFFIC_SHIFT")
                    .hookWaits()
                    .production(100)
                    .told(A_MINUTE_AGO, "this hook is left to expire: " + why);

            var decision = scene.decide();

            assertThat(decision.halt())
                    .contains(new Decision.Halt(
                            ProblemCode.GATE_UNRECOGNIZED, "a person has to look, or the hook expires: " + why, false));
            assertThat(decision.next().timeline().getLast().what())
                    .isEqualTo("a person has to look, or the hook expires: " + why);
        }

        @Test
        void doesNotCallThePersonAgainAtTheNextLook() {
            var scene = Scene.rolling()
                    .stage("POST_TEST_TRAFFIC_SHIFT")
                    .hookWaits()
                    .production(100)
                    .told(A_MINUTE_AGO, "a person has to look, or the hook expires: anything");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(NOON.plusSeconds(5), "a person has to look, or the hook expires: anything"));
        }

        @Test
        void stopsForAnOperator() {
            var scene = Scene.rolling().operatorRollsBack();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stops(EndClass.STOPPED_BY_OPERATOR, "rolled back by ann"));
        }

        @Test
        void stopsRatherThanContinueAtTheNextGateForAnOperator() {
            var scene = Scene.rolling()
                    .stage("POST_TEST_TRAFFIC_SHIFT")
                    .hookWaits()
                    .production(0)
                    .continued(Shop.HOOK, GateKind.TEST)
                    .operatorRollsBack();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stops(EndClass.STOPPED_BY_OPERATOR, "rolled back by ann"));
        }
    }

    @Nested
    class Deadlines {
        @Test
        void scalingUpMayTakeHalfAnHour() {
            var scene = Scene.rolling().stage("SCALE_UP");
            var deadline = A_MINUTE_AGO.plus(Duration.ofMinutes(30));

            var decision = scene.decide(deadline);

            assertThat(decision.reason()).isEqualTo("phase-timeout: ECS has been at SCALE_UP for too long");
            assertThat(scene.decide(deadline.minusSeconds(1)).effect()).isEmpty();
        }

        @Test
        void shiftingTrafficMayTakeAsLongAsTheStepsOfACanary() {
            var canary = new Strategy.Canary(10, Duration.ofMinutes(5), Duration.ofMinutes(10));

            var limit = DeploymentDecider.trafficShift(canary, Duration.ofMinutes(30));

            assertThat(limit).isEqualTo(Duration.ofMinutes(35));
        }

        @Test
        void shiftingTrafficMayTakeAsLongAsTheStepsOfALinearRelease() {
            var linear = new Strategy.Linear(30, Duration.ofMinutes(5), Duration.ofMinutes(10));

            var limit = DeploymentDecider.trafficShift(linear, Duration.ofMinutes(30));

            assertThat(limit).isEqualTo(Duration.ofMinutes(50));
        }

        @Test
        void bakingIsNotTimedByUs() {
            var scene = Scene.rolling().stage("BAKE_TIME");

            var decision = scene.decide(A_MINUTE_AGO.plus(Duration.ofHours(5)));

            assertThat(decision.next().state().kind()).isEqualTo(Kind.BAKING);
        }

        @Test
        void theWholeReleaseMayTakeFifteenDays() {
            var scene = Scene.baking().stage("BAKE_TIME").begun(NOON.minus(Duration.ofDays(15)));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stops(EndClass.PHASE_TIMEOUT, "ECS has been at BAKE_TIME for too long"));
        }
    }

    @Test
    void aVisitIsNamedByItsGateAndItsNumber() {
        var test = Shop.visit(GateKind.TEST);
        var step = GateVisit.begun("hook-1", GateKind.STEP, Optional.of(test), NOON, Optional.empty());
        var next = GateVisit.begun("hook-2", GateKind.STEP, Optional.of(step), NOON, Optional.empty());

        var keys = List.of(test.key(), step.key(), next.key());

        assertThat(keys).containsExactly("test", "step", "step-2");
    }
}
