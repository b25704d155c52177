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
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.testing.Specs;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** At a gate, until there is a verdict. */
class GateTest {
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

    private static AtGate at(GateVisit visit) {
        return new AtGate(A_MINUTE_AGO, PIN, visit);
    }
}
