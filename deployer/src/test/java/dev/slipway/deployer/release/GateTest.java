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
import static dev.slipway.deployer.release.Shop.TOKEN;
import static dev.slipway.deployer.release.Shop.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** AtGate: ECS waits at a hook, and the smoke tests decide. */
class GateTest {

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
    class BeforeTheTests {
        @Test
        void claimsARunAndStartsIt() {
            var scene = Scene.atGate(TEST).production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            at(visit(TEST).claimed(TOKEN, NOON)),
                            new Effect.RunGate(1, TOKEN),
                            NOON.plusSeconds(35),
                            "smoke run 1 at the test gate"));
        }

        @Test
        void waitsWhileTheTestRuleSharesItsRequests() {
            var scene = Scene.atGate(TEST).traffic(0, 50, Optional.empty());

            assertWaits(scene, "not testing yet: the test rule sends 50 % to the new revision");
        }

        @Test
        void waitsWhileTheProductionRuleSharesItsRequestsAtTheProductionGate() {
            var scene = Scene.atGate(PRODUCTION).production(90);

            assertWaits(scene, "not testing yet: the production rule sends 90 % to the new revision");
        }

        @Test
        void waitsWhileATargetIsNotOurs() {
            var scene =
                    Scene.atGate(TEST).traffic(0, 100, Optional.of("target 10.0.0.9:8080 is no task of this release"));

            assertWaits(scene, "not testing yet: target 10.0.0.9:8080 is no task of this release");
        }

        @Test
        void testsAtOnceWithoutALoadBalancer() {
            var scene = Scene.atGate(TEST);

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.RunGate(1, TOKEN));
        }

        @Test
        void goesBackIfNoTimeIsLeftForARun() {
            var scene = Scene.atGate(TEST).production(0);
            var aRunsTimeBeforeTheEnd = HOOK_EXPIRES.minusSeconds(300);

            var decision = scene.decide(aRunsTimeBeforeTheEnd);

            assertThat(decision.reason())
                    .isEqualTo("gate-timeout: no time is left for a smoke run before the hook expires at "
                            + "2026-01-01T14:00:00Z");
            assertThat(decision.effect()).contains(new Effect.Answer(DEPLOYMENT, HOOK, HookAction.ROLLBACK));
        }

        @Test
        void theFirstStepNeedsNoTest() {
            var scene = Scene.atGate(STEP).continued("hook-of-test", TEST).production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.answersContinue(
                            STEP, "the first step, before any production traffic, needs no test"));
        }

        @Test
        void theFirstStepIsTestedIfSomeoneElseAnsweredForTheTestGate() {
            var scene = Scene.atGate(STEP).production(0);

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.RunGate(1, TOKEN));
        }

        @Test
        void laterStepsAreTested() {
            var scene = Scene.atGate(STEP).production(20);

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.RunGate(1, TOKEN));
        }

        @Test
        void aGateWithoutSuitesPassesToThePerson() {
            var scene = Scene.atGate(TEST)
                    .configured(Specs.shopApi().gates(Specs.approval(TEST)))
                    .production(0);

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            at(visit(TEST).judged(PASS, "no suites; a person decides", NOON)),
                            NOON,
                            "no suites to run"));
        }

        private void assertWaits(Scene scene, String why) {
            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(5), why));
        }
    }

    @Nested
    class WhileTestsRun {
        @Test
        void waitsAsLongAsTheLeaseLives() {
            var scene = Scene.testing(TEST).production(0).leaseUntil(NOON.plusSeconds(20));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(25), "smoke run 1 is under way"));
        }

        @Test
        void aClaimWithoutALeaseIsOneOfHalfAMinute() {
            var scene = Scene.testing(TEST).production(0);

            var decision = scene.decide(A_MINUTE_AGO.plusSeconds(34));

            assertThat(decision).isEqualTo(scene.stays(A_MINUTE_AGO.plusSeconds(35), "smoke run 1 is under way"));
        }

        @Test
        void takesOverARunThatGivesNoSignOfLife() {
            var scene = Scene.testing(TEST).production(0).leaseUntil(NOON.minusSeconds(5));

            var decision = scene.decide();

            var free = new GateVisit(
                    HOOK, TEST, 1, A_MINUTE_AGO, Optional.of(HOOK_EXPIRES), 1, 0, Optional.empty(), Optional.empty());
            assertThat(decision)
                    .isEqualTo(scene.goes(
                            at(free),
                            NOON,
                            "smoke run 1 gave no sign of life since 2026-01-01T12:00:00Z; it is run again"));
        }

        @Test
        void aReportCountsThoughItsRunnerIsDead() {
            var scene = Scene.testing(TEST)
                    .production(0)
                    .leaseUntil(NOON.minusSeconds(50))
                    .report(PASS, "3 passed");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(at(claimed().judged(PASS, "3 passed", NOON)), NOON, "PASS: 3 passed"));
        }

        @Test
        void writesDownAFailBeforeItAnswers() {
            var scene = Scene.testing(TEST).production(0).report(FAIL, "1 of 3 failed");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(
                            scene.goes(at(claimed().judged(FAIL, "1 of 3 failed", NOON)), NOON, "FAIL: 1 of 3 failed"));
        }

        @Test
        void runsOnceMoreIfItCouldNotMeasure() {
            var scene = Scene.testing(TEST).production(0).report(INCONCLUSIVE, "connection refused");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            at(claimed().inconclusiveRun()),
                            NOON,
                            "INCONCLUSIVE, running once more: connection refused"));
        }

        @Test
        void doesNotRunMoreOftenThanConfigured() {
            var again = claimed().inconclusiveRun().claimed("its-second", A_MINUTE_AGO);
            var scene = Scene.in(new AtGate(A_MINUTE_AGO, PIN, again))
                    .hookWaits()
                    .report(INCONCLUSIVE, "connection refused");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            at(again.judged(INCONCLUSIVE, "connection refused", NOON)),
                            NOON,
                            "INCONCLUSIVE: connection refused"));
        }

        @Test
        void doesNotRunAgainIfNoTimeIsLeft() {
            var scene = Scene.testing(TEST).report(INCONCLUSIVE, "connection refused");
            var late = HOOK_EXPIRES.minusSeconds(300);

            var decision = scene.decide(late);

            assertThat(decision.next().state())
                    .isEqualTo(at(claimed().judged(INCONCLUSIVE, "connection refused", late)));
        }

        private GateVisit claimed() {
            return visit(TEST).claimed("its-token", A_MINUTE_AGO);
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

    private static AtGate at(GateVisit visit) {
        return new AtGate(A_MINUTE_AGO, PIN, visit);
    }
}
