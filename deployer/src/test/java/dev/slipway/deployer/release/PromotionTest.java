package dev.slipway.deployer.release;

import static dev.slipway.deployer.model.GateKind.TEST;
import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.awaitingState;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** AwaitingPromotion: the tests passed, and a person has to say so too. */
class PromotionTest {

    @Test
    void aPassAtAGateWithApprovalWaitsForAPerson() {
        var scene = Scene.judged(TEST, Verdict.PASS, "3 passed")
                .configured(Specs.shopApi().gates(Specs.approvedGate(TEST)))
                .production(0);

        var decision = scene.decide();

        var visit = Shop.visit(TEST).judged(Verdict.PASS, "3 passed", A_MINUTE_AGO);
        var until = NOON.plus(Duration.ofHours(1));
        assertThat(decision)
                .isEqualTo(scene.goes(
                        new AwaitingPromotion(NOON, PIN, visit, until),
                        NOON.plus(Duration.ofMinutes(5)),
                        "the tests passed; waiting for 'promote' until 2026-01-01T13:00:00Z"));
    }

    @Test
    void waitsUntilSomeonePromotes() {
        var scene = Scene.awaitingPromotion().production(0);

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.stays(
                        NOON.plus(Duration.ofMinutes(5)), "waiting for 'promote' until 2026-01-01T12:59:00Z"));
    }

    @Test
    void promoteContinuesAndIsDone() {
        var scene = Scene.awaitingPromotion().operatorPromotes().production(0);

        var decision = scene.decide();

        assertThat(decision).isEqualTo(scene.answersContinue(TEST, "promoted by ann"));
        assertThat(decision.next().wish()).isEmpty();
    }

    @Test
    void aPromotionOfAnotherHookDoesNotCount() {
        var visit = GateVisit.begun("hook-2", TEST, Optional.empty(), A_MINUTE_AGO, Optional.of(HOOK_EXPIRES));
        var scene = Scene.in(new AwaitingPromotion(A_MINUTE_AGO, PIN, visit, NOON.plusSeconds(60)))
                .hookWaits("hook-2")
                .operatorPromotes()
                .production(0);

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.stays(NOON.plusSeconds(60), "waiting for 'promote' until 2026-01-01T12:01:00Z"));
    }

    @Test
    void promoteWaitsForTheWeightsToBeTheStages() {
        var scene = Scene.awaitingPromotion().operatorPromotes().production(10);

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.stays(
                        NOON.plusSeconds(5),
                        "not continuing: the production rule sends 10 % to the new revision at the test gate; someone"
                                + " changed the weights"));
    }

    @Test
    void waitsNoLongerThanTheHookDoes() {
        var visit = GateVisit.begun(HOOK, TEST, Optional.empty(), NOON, Optional.of(NOON.plusSeconds(1200)))
                .judged(Verdict.PASS, "3 requests, PASS", NOON);
        var scene = Scene.in(new ReleaseState.AtGate(NOON, PIN, visit))
                .hookWaits()
                .configured(Specs.shopApi().gates(Specs.approval(TEST)))
                .production(0);

        var decision = scene.decide();

        assertThat(decision.next().state())
                .isEqualTo(new ReleaseState.AwaitingPromotion(NOON, PIN, visit, NOON.plusSeconds(1140)));
    }

    @Test
    void saysSoIfTheTestsPassedWhenTheHookWasAboutToExpire() {
        var visit = GateVisit.begun(HOOK, TEST, Optional.empty(), NOON.minusSeconds(1200), Optional.of(NOON))
                .judged(Verdict.PASS, "3 requests, PASS", NOON);
        var scene = Scene.in(new ReleaseState.AtGate(NOON, PIN, visit))
                .hookWaits()
                .configured(Specs.shopApi().gates(Specs.approvedGate(TEST)))
                .production(0);

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.goes(
                        new AwaitingPromotion(NOON, PIN, visit, NOON.minusSeconds(60)),
                        NOON,
                        "the tests passed, but no time is left for a person to promote it before the hook expires"));
    }

    @Test
    void goesBackWithoutNamingATimeThatNobodyHad() {
        var visit = GateVisit.begun(HOOK, TEST, Optional.empty(), A_MINUTE_AGO, Optional.of(NOON.plusSeconds(1)));
        var scene = Scene.in(new AwaitingPromotion(A_MINUTE_AGO, PIN, visit, A_MINUTE_AGO.minusSeconds(1)))
                .hookWaits()
                .production(0);

        var decision = scene.decide();

        assertThat(decision.reason())
                .isEqualTo("not-approved: no time was left for a person to promote it before the hook expired");
    }

    @Test
    void goesBackIfNobodyPromotesInTime() {
        var scene = Scene.awaitingPromotion().production(0);

        var decision = scene.decide(awaitingState().until());

        assertThat(decision.next().state())
                .isEqualTo(new ReleaseState.RollingBack(
                        awaitingState().until(),
                        PIN,
                        EndClass.NOT_APPROVED,
                        "nobody promoted it until 2026-01-01T12:59:00Z",
                        Optional.of(HOOK),
                        true));
    }

    @Test
    void aHookThatExpiredHereMeansThatNobodyApproved() {
        var scene = Scene.awaitingPromotion()
                .ecsSays(DeploymentStatus.ROLLBACK_SUCCESSFUL, "rolled back because the pause hook timed out");

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.ends(
                        Kind.ROLLED_BACK,
                        EndClass.NOT_APPROVED,
                        Production.PREVIOUS,
                        "rolled back because the pause hook timed out"));
    }

    @Test
    void keepsWaitingForEcsAfterTheHookExpired() {
        var scene = Scene.awaitingPromotion().hookIsOver();

        var decision = scene.decide(HOOK_EXPIRES.plusSeconds(1));

        assertThat(decision)
                .isEqualTo(scene.stays(HOOK_EXPIRES.plusSeconds(16), "the hook expired; ECS is about to roll back"));
    }

    @Test
    void rollsOnIfSomeoneContinuedPastUs() {
        var scene = Scene.awaitingPromotion().hookIsOver();

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.goes(
                        new Rolling(NOON, PIN, Optional.of(Shop.awaitingState().visit())),
                        NOON.plusSeconds(15),
                        "the hook no longer waits"));
    }

    @Test
    void anOperatorsRollbackAnswersTheHook() {
        var scene = Scene.awaitingPromotion().operatorRollsBack().production(0);

        var decision = scene.decide();

        assertThat(decision).isEqualTo(scene.answersRollback(EndClass.STOPPED_BY_OPERATOR, "rolled back by ann"));
    }
}
