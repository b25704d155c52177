package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.DEPLOYMENT;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** RollingBack: ECS was asked to go back, or does so by itself. */
class GoingBackTest {
    private static final Instant DEADLINE = A_MINUTE_AGO.plus(Duration.ofMinutes(30));

    @Nested
    class WhenEcsBegins {
        @Test
        void notesItsOwnReason() {
            var scene = Scene.rolling().ecsSays(DeploymentStatus.ROLLBACK_IN_PROGRESS, "circuit breaker tripped");

            var decision = scene.decide();

            var next = new RollingBack(
                    NOON, PIN, EndClass.CIRCUIT_BREAKER, "circuit breaker tripped", Optional.empty(), false);
            assertThat(decision)
                    .isEqualTo(
                            scene.goes(next, NOON.plusSeconds(15), "ECS began to roll back: circuit breaker tripped"));
        }

        @Test
        void aVerdictThatWasNotAnsweredYetIsTheReason() {
            var scene = Scene.judged(GateKind.TEST, Verdict.FAIL, "1 of 3 failed")
                    .ecsSays(DeploymentStatus.ROLLBACK_IN_PROGRESS, "the pause hook timed out");

            var decision = scene.decide();

            assertThat(decision.next().state())
                    .isEqualTo(new RollingBack(
                            NOON, PIN, EndClass.SMOKE_FAILED, "1 of 3 failed", Optional.empty(), false));
        }

        @Test
        void soIsAnOperatorsWish() {
            var scene = Scene.rolling()
                    .operatorRollsBack()
                    .ecsSays(DeploymentStatus.ROLLBACK_SUCCESSFUL, "an alarm went off");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.ROLLED_BACK, EndClass.STOPPED_BY_OPERATOR, Production.PREVIOUS, "rolled back by ann"));
        }
    }

    @Nested
    class UntilEcsBegins {
        @Test
        void doesNotAskTwiceInOneTurn() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).after(new Facts.EffectOutcome.Done(""));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS was asked to go back"));
        }

        @Test
        void repeatsTheAnswerWhileItsHookWaits() {
            var state =
                    new RollingBack(A_MINUTE_AGO, PIN, EndClass.SMOKE_FAILED, "1 of 3 failed", Optional.of(HOOK), true);
            var scene = Scene.in(state).hookWaits();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            state,
                            new Effect.Answer(DEPLOYMENT, HOOK, HookAction.ROLLBACK),
                            NOON.plusSeconds(15),
                            "asking ECS to go back"));
        }

        @Test
        void stopsTheDeploymentIfSomeoneElseAnsweredTheHook() {
            var state =
                    new RollingBack(A_MINUTE_AGO, PIN, EndClass.SMOKE_FAILED, "1 of 3 failed", Optional.of(HOOK), true);
            var scene = Scene.in(state).hookIsOver();

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.goes(
                            state, new Effect.Stop(DEPLOYMENT), NOON.plusSeconds(15), "asking ECS to go back"));
        }

        @Test
        void aRefusedCallIsNotRepeatedBeforeALookAtTheDeployment() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED)
                    .after(new Facts.EffectOutcome.Refused("ConflictException", "already stopped"));

            var decision = scene.decide();

            assertThat(decision.effect()).isEmpty();
        }
    }

    @Nested
    class WhileEcsGoesBack {
        @Test
        void waits() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.ROLLBACK_IN_PROGRESS);

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(15), "ECS is rolling back"));
        }

        @Test
        void callsAPersonAfterTheDeadline() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.ROLLBACK_IN_PROGRESS);

            var decision = scene.decide(DEADLINE);

            assertThat(decision.halt())
                    .contains(new Decision.Halt(
                            ProblemCode.ROLLBACK_STUCK,
                            "ECS is ROLLBACK_IN_PROGRESS and not back after 30 minutes; look at the service's events"
                                    + " and stopped tasks",
                            true));
            assertThat(decision.next().state().kind()).isEqualTo(Kind.ROLLING_BACK);
        }

        @Test
        void keepsAskingAfterTheDeadlineIfEcsNeverBegan() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED);

            var decision = scene.decide(DEADLINE);

            assertThat(decision.effect()).contains(new Effect.Stop(DEPLOYMENT));
            assertThat(decision.lookAt()).isEqualTo(DEADLINE.plusSeconds(60));
            assertThat(decision.halt()).isPresent();
        }

        @Test
        void theSecondLookAfterTheDeadlineChangesNothing() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.ROLLBACK_IN_PROGRESS);
            var first = scene.decide(DEADLINE).next();
            var situation = scene.situation();
            var again = new Situation(
                    situation.spec(), situation.state(), first, situation.facts(), "another", Lease.DEFAULT);

            var second = ReleaseDecider.decide(again, DEADLINE.plusSeconds(60));

            assertThat(second.next()).isEqualTo(first);
        }

        @Test
        void aFirstReleaseHasFailedAfterTheDeadline() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).bootstrap();

            var decision = scene.decide(DEADLINE);

            assertThat(decision.reason()).isEqualTo("there is nothing to roll back to");
            assertThat(decision.next().state())
                    .isEqualTo(new ReleaseState.Ended(
                            DEADLINE,
                            Kind.FAILED,
                            Optional.of(EndClass.NO_ROLLBACK_TARGET),
                            Production.UNKNOWN,
                            "there is nothing to roll back to"));
        }
    }

    @Nested
    class WhenEcsIsDone {
        @Test
        void theEndKeepsCauseAndEvidence() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED)
                    .ecsSays(DeploymentStatus.ROLLBACK_SUCCESSFUL, "a user asked for it");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(
                            scene.ends(Kind.ROLLED_BACK, EndClass.SMOKE_FAILED, Production.PREVIOUS, "the evidence"));
        }

        @Test
        void failsIfEcsCouldNot() {
            var scene =
                    Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.ROLLBACK_FAILED, "no capacity");

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.ends(
                            Kind.FAILED,
                            EndClass.SMOKE_FAILED,
                            Production.UNKNOWN,
                            "ECS could not roll back: no capacity"));
        }
    }

    @Nested
    class ProgressOfTheService {
        @Test
        void aRollbackThatIsStuckHoldsTheServiceOnce() {
            var scene = Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.ROLLBACK_IN_PROGRESS);
            var decision = scene.decide(DEADLINE);
            var state = scene.situation().state();

            var held = Progress.of(state, scene.release(), decision.next(), decision.halt(), DEADLINE);
            var resumed =
                    held.change().hold(Optional.empty()).outbox(Outbox.EMPTY).done();
            var later = Progress.of(resumed, decision.next(), decision.next(), decision.halt(), DEADLINE);

            assertThat(held.hold().orElseThrow().reason())
                    .isEqualTo("release " + Shop.id(2) + " needs a person: ECS is ROLLBACK_IN_PROGRESS and not back"
                            + " after 30 minutes; look at the service's events and stopped tasks; then 'resume'");
            assertThat(held.outbox().announcements())
                    .extracting(Outbox.Announcement::problem)
                    .containsExactly(Optional.of(ProblemCode.ROLLBACK_STUCK));
            assertThat(later.hold()).isEmpty();
        }

        @Test
        void aMoveIsAnnouncedAndAStayIsNot() {
            var scene = Scene.rolling().stage("BAKE_TIME");
            var state = scene.situation().state();
            var moved = scene.decide().next();

            var told = Progress.of(state, scene.release(), moved, Optional.empty(), NOON);
            var quiet = Progress.of(state, moved, moved, Optional.empty(), NOON);

            assertThat(told.outbox().announcements())
                    .containsExactly(new Outbox.Announcement(
                            Shop.id(2).value(),
                            "Baking",
                            "all production traffic is on the new revision",
                            Optional.empty(),
                            Optional.empty()));
            assertThat(quiet.outbox()).isEqualTo(Outbox.EMPTY.projecting());
        }
    }

    @Test
    void whatAnOperatorLeftIsNoFallbackThoughItIsClearedAgain() {
        var left = Shop.good(92, Shop.V2, Optional.empty()).left();
        var state = Shop.seen()
                .change()
                .live(Optional.of(Shop.good(93, Shop.V1, Optional.empty())))
                .earlierToo(left)
                .done();

        var fallback = Ending.fallback(state, Shop.queued(3, Shop.V1));

        assertThat(fallback).isEmpty();
    }
}
