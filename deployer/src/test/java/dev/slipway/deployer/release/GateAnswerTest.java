package dev.slipway.deployer.release;

import static dev.slipway.deployer.model.GateKind.PRODUCTION;
import static dev.slipway.deployer.model.GateKind.STEP;
import static dev.slipway.deployer.model.GateKind.TEST;
import static dev.slipway.deployer.model.Verdict.FAIL;
import static dev.slipway.deployer.model.Verdict.INCONCLUSIVE;
import static dev.slipway.deployer.model.Verdict.PASS;
import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.DEPLOYMENT;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is answered to a hook, and what becomes of the release once it is. */
class GateAnswerTest {
    @Nested
    class AnEmergency {
        private final Trigger back = new Trigger.ManualRollback(
                Shop.id(1),
                Optional.empty(),
                false,
                "ann",
                Optional.empty(),
                Optional.of(new Trigger.Emergency(Optional.empty())));

        @Test
        void asksNoGate() {
            var scene = Scene.atGate(TEST).production(0).because(back);

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.Answer(Shop.DEPLOYMENT, Shop.HOOK, HookAction.CONTINUE));
        }

        @Test
        void doesNotContinueWhileTheWeightsAreNotWhatTheStageSays() {
            var scene = Scene.atGate(TEST).production(50).because(back);

            var decision = scene.decide();

            assertThat(decision.effect()).isEmpty();
        }
    }

    @Nested
    class WithAVerdict {
        @Test
        void passContinues() {
            var scene = Scene.judged(TEST, PASS, "3 passed").production(0);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersContinue(TEST, "3 passed"));
        }

        @Test
        void failGoesBack() {
            var scene = Scene.judged(TEST, FAIL, "1 of 3 failed").production(0);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersRollback(EndClass.SMOKE_FAILED, "1 of 3 failed"));
        }

        @Test
        void inconclusiveGoesBack() {
            var scene = Scene.judged(TEST, INCONCLUSIVE, "connection refused").production(0);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersRollback(EndClass.SMOKE_INCONCLUSIVE, "connection refused"));
        }

        @Test
        void failStopsTheDeploymentIfSomeoneElseContinuedIt() {
            var scene = Scene.judged(TEST, FAIL, "1 of 3 failed").hookIsOver();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stops(EndClass.SMOKE_FAILED, "1 of 3 failed"));
        }

        @Test
        void theVerdictIsSticky() {
            var scene = Scene.judged(TEST, PASS, "3 passed").production(0).report(FAIL, "a late one");

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersContinue(TEST, "3 passed"));
        }

        @Test
        void anOperatorsRollbackGoesBeforeAPass() {
            var scene = Scene.judged(TEST, PASS, "3 passed").production(0).operatorRollsBack();

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.answersRollback(EndClass.STOPPED_BY_OPERATOR, "rolled back by ann"));
        }

        @Test
        void doesNotContinueWhileTheWeightsAreNotTheStages() {
            var scene = Scene.judged(TEST, PASS, "3 passed").production(10);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(
                            NOON.plusSeconds(5),
                            "not continuing: the production rule sends 10 % to the new revision at the test gate;"
                                    + " someone changed the weights"));
        }

        @Test
        void goesBackInTheLastMinuteIfTheWeightsStayWrong() {
            var scene = Scene.judged(TEST, PASS, "3 passed").production(10);
            var lastMinute = HOOK_EXPIRES.minusSeconds(60);

            var decision = scene.decide(lastMinute);

            assertThat(decision.reason())
                    .isEqualTo("weights-changed: the production rule sends 10 % to the new revision at the test gate;"
                            + " someone changed the weights");
        }
    }

    @Nested
    class AnAnswer {
        @Test
        void isRepeatedIfEcsStillShowsTheHook() {
            var scene = Scene.rolling().hookWaits().production(0).continued(HOOK, TEST);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new Rolling(A_MINUTE_AGO, PIN, Optional.empty()),
                            new Effect.Answer(DEPLOYMENT, HOOK, HookAction.CONTINUE),
                            NOON.plusSeconds(5),
                            "repeating CONTINUE"));
        }

        @Test
        void isNotRepeatedInTheTurnThatGaveIt() {
            var scene = Scene.rolling().hookWaits().continued(HOOK, TEST).after(new Facts.EffectOutcome.Done(""));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(NOON.plusSeconds(5), "answered CONTINUE; ECS still shows the hook"));
        }

        @Test
        void toAnEarlierHookDoesNotEndTheVisitOfALaterOne() {
            var visit =
                    GateVisit.begun("hook-2", PRODUCTION, Optional.empty(), A_MINUTE_AGO, Optional.of(HOOK_EXPIRES));
            var scene =
                    Scene.in(new AtGate(A_MINUTE_AGO, PIN, visit)).hookWaits().continued(HOOK, TEST);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(NOON.plusSeconds(5), "answered CONTINUE; ECS still shows the hook"));
        }
    }

    @Nested
    class WhenTheHookIsGone {
        @Test
        void rollsOnBecauseSomeoneElseContinued() {
            var scene = Scene.testing(TEST).hookIsOver();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            new Rolling(NOON, PIN, Optional.of(Shop.visit(TEST).claimed("its-token", A_MINUTE_AGO))),
                            NOON.plusSeconds(15),
                            "the hook no longer waits"));
        }

        @Test
        void goesOnWithItsVisitIfTheHookWaitsAllTheSame() {
            var judged = Shop.visit(TEST).claimed("its-token", A_MINUTE_AGO).judged(PASS, "3 passed", A_MINUTE_AGO);
            var scene = Scene.in(new Rolling(A_MINUTE_AGO, PIN, Optional.of(judged)))
                    .hookWaits()
                    .stage("POST_TEST_TRAFFIC_SHIFT")
                    .production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(new AtGate(NOON, PIN, judged), NOON, "the hook waits all the same"));
        }

        @Test
        void countsTheNextVisitOfTheSameGateThoughItGaveNoAnswerAtTheLast() {
            var step = Shop.visit(STEP).claimed("its-token", A_MINUTE_AGO);
            var scene = Scene.in(new Rolling(A_MINUTE_AGO, PIN, Optional.of(step)))
                    .hookWaits("hook-2")
                    .stage("PRE_PRODUCTION_TRAFFIC_SHIFT")
                    .production(20);

            var decision = scene.decide();

            assertThat(decision.next().state())
                    .isEqualTo(new AtGate(
                            NOON,
                            PIN,
                            GateVisit.begun("hook-2", STEP, Optional.of(step), NOON, Optional.of(HOOK_EXPIRES))));
        }

        @Test
        void keepsTheGateInMindIfItExpired() {
            var scene = Scene.testing(TEST).hookIsOver();

            var decision = scene.decide(HOOK_EXPIRES);

            assertThat(decision)
                    .isEqualTo(
                            scene.stays(HOOK_EXPIRES.plusSeconds(15), "the hook expired; ECS is about to roll back"));
        }

        @Test
        void arrivesAtTheNextGateThoughTheWayThereWasNotSeen() {
            var scene = Scene.judged(TEST, PASS, "3 passed")
                    .hookIsOver()
                    .hookWaits("hook-2")
                    .stage("POST_PRODUCTION_TRAFFIC_SHIFT")
                    .production(100);

            var decision = scene.decide();

            assertThat(decision.next().state())
                    .isEqualTo(new AtGate(
                            NOON,
                            PIN,
                            GateVisit.begun("hook-2", PRODUCTION, Optional.empty(), NOON, Optional.of(HOOK_EXPIRES))));
        }
    }
}
