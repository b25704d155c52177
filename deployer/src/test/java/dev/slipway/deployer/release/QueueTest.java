package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.V1;
import static dev.slipway.deployer.release.Shop.V2;
import static dev.slipway.deployer.release.Shop.V3;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.image;
import static dev.slipway.deployer.release.Shop.queued;
import static dev.slipway.deployer.release.Shop.seen;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The releases that wait. */
class QueueTest {
    @Nested
    class TheQueue {
        @Test
        void keepsTheNewestOnly() {
            var state = seen().change().queue(List.of(queued(2, V2))).done();

            var next = Intake.enqueue(state, queued(3, V3), Supersede.QUEUE_LATEST, NOON);

            assertThat(next.queue()).extracting(Release::id).containsExactly(id(3));
            assertThat(next.outbox().ended())
                    .extracting(Release::state)
                    .containsExactly(superseded("release " + id(3) + " of " + V3 + " is newer"));
        }

        @Test
        void keepsAllUnderFinishAll() {
            var state = seen().change().queue(List.of(queued(2, V2))).done();

            var next = Intake.enqueue(state, queued(3, V3), Supersede.FINISH_ALL, NOON);

            assertThat(next.queue()).extracting(Release::id).containsExactly(id(2), id(3));
        }

        @Test
        void keepsAnOperatorsRollback() {
            var state = seen().change().queue(List.of(rollback(2))).done();

            var next = Intake.enqueue(state, queued(3, V3), Supersede.QUEUE_LATEST, NOON);

            assertThat(next.queue()).extracting(Release::id).containsExactly(id(2), id(3));
        }

        @Test
        void theTwentyFirstMakesTheOldestGiveWay() {
            var next = Intake.enqueue(full(), queued(30, image(30)), Supersede.FINISH_ALL, NOON);

            assertThat(next.queue()).hasSize(20).doesNotContain(full().queue().getFirst());
            assertThat(next.outbox().ended())
                    .extracting(Release::state)
                    .containsExactly(superseded("more than 20 would wait; it made room for release " + id(30)));
        }

        @Test
        void anOperatorsRollbackGoesFirstAndGivesWayToNobody() {
            var withRollback = Intake.enqueueFirst(full(), rollback(40), NOON);

            var next = Intake.enqueue(withRollback, queued(30, image(30)), Supersede.FINISH_ALL, NOON);

            assertThat(next.queue()).hasSize(20);
            assertThat(next.queue().getFirst().id()).isEqualTo(id(40));
        }

        @Test
        void tellsOfTheOneThatGaveWay() {
            var next = Intake.enqueue(full(), queued(30, image(30)), Supersede.FINISH_ALL, NOON);

            Release gone = next.outbox().ended().getFirst();
            assertThat(next.outbox().announcements()).containsExactly(Intake.announcement(gone));
        }

        @Test
        void thePushThatWaitsLongestMakesRoomForARollback() {
            var next = Intake.enqueueFirst(full(), rollback(40), NOON);

            assertThat(next.queue())
                    .extracting(Release::id)
                    .hasSize(20)
                    .startsWith(id(40), id(2))
                    .endsWith(id(20));
            assertThat(next.outbox().ended()).extracting(Release::id).containsExactly(id(1));
        }

        @Test
        void aPushGivesWayItselfIfAllThatWaitIsWhatOperatorsAskedFor() {
            var next = Intake.enqueue(deploys(), queued(30, image(30)), Supersede.FINISH_ALL, NOON);

            assertThat(next.queue()).isEqualTo(deploys().queue());
            assertThat(next.outbox().ended())
                    .extracting(Release::state)
                    .containsExactly(superseded("more than 20 would wait; it made room for what operators asked for"));
        }

        @Test
        void aRollbackNeverHasToGiveWay() {
            var next = Intake.enqueueFirst(deploys(), rollback(40), NOON);

            assertThat(next.queue())
                    .hasSize(21)
                    .startsWith(rollback(40))
                    .containsAll(deploys().queue());
        }

        private ServiceState full() {
            var waiting = new ArrayList<Release>();
            for (int number = 1; number <= 20; number++) {
                waiting.add(queued(number, image(number)));
            }
            return seen().change().queue(waiting).done();
        }

        private ServiceState deploys() {
            var waiting = new ArrayList<Release>();
            for (int number = 1; number <= 20; number++) {
                var deploy = new Trigger.ManualDeploy("v" + number, "ann");
                waiting.add(Release.queued(id(number), deploy, image(number), A_MINUTE_AGO));
            }
            return seen().change().queue(waiting).done();
        }
    }

    @Nested
    class StartingTheNext {
        @Test
        void takesTheFirstThatWaits() {
            var state =
                    seen().change().queue(List.of(queued(2, V2), queued(3, V3))).done();

            var next = Intake.startNext(state, NOON);

            var preparing = new ReleaseState.Preparing(NOON, Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(next.release()).contains(queued(2, V2).to(preparing, NOON, "its turn"));
            assertThat(next.queue()).containsExactly(queued(3, V3));
        }

        @Test
        void waitsForTheOneInFlight() {
            var state = seen().change()
                    .release(Optional.of(Scene.rolling().release()))
                    .queue(List.of(queued(3, V3)))
                    .done();

            assertStartsNothing(state);
        }

        @Test
        void waitsUntilTheEndedOneIsRecorded() {
            var state = seen().change()
                    .queue(List.of(queued(3, V3)))
                    .outbox(Outbox.EMPTY.withEnded(Scene.rolling().release()))
                    .done();

            assertStartsNothing(state);
        }

        @Test
        void waitsWhileTheServiceIsHeld() {
            var state = seen().change()
                    .queue(List.of(queued(3, V3)))
                    .hold(Optional.of(new Hold("incident", "ann", NOON)))
                    .done();

            assertStartsNothing(state);
        }

        @Test
        void anOperatorsRollbackPassesTheHold() {
            var state = seen().change()
                    .queue(List.of(queued(3, V3), rollback(4)))
                    .hold(Optional.of(new Hold("incident", "ann", NOON)))
                    .done();

            var next = Intake.startNext(state, NOON);

            assertThat(next.release().orElseThrow().id()).isEqualTo(id(4));
        }

        @Test
        void cancelsWhatWasQuarantinedWhileItWaited() {
            var state = seen().change()
                    .queue(List.of(queued(3, V3)))
                    .quarantining(digest(3))
                    .done();

            assertCancels(state, "its digest was quarantined while it waited");
        }

        @Test
        void cancelsWhatWentLiveWhileItWaited() {
            var state = v2LiveAfterV1().change().queue(List.of(queued(2, V2))).done();

            assertCancels(state, "the same digest went live as release " + id(92) + " while it waited");
        }

        @Test
        void anOperatorMayGoBackToAQuarantinedDigest() {
            var state = v2LiveAfterV1()
                    .change()
                    .quarantining(digest(1))
                    .queue(List.of(rollback(4)))
                    .done();

            var next = Intake.startNext(state, NOON);

            assertThat(next.release()).isPresent();
        }

        private void assertStartsNothing(ServiceState state) {
            var next = Intake.startNext(state, NOON);

            assertThat(next).isSameAs(state);
        }

        private void assertCancels(ServiceState state, String why) {
            var next = Intake.startNext(state, NOON);

            assertThat(next.release()).isEmpty();
            assertThat(next.outbox().ended())
                    .extracting(Release::state)
                    .containsExactly(new Ended(NOON, Kind.CANCELLED, Optional.empty(), Production.UNCHANGED, why));
        }
    }

    private static Release rollback(int number) {
        var trigger = new Trigger.ManualRollback(id(91), Optional.of(id(92)), false, "ann", Optional.empty());
        return Release.queued(id(number), trigger, V1, A_MINUTE_AGO);
    }

    private static Ended superseded(String reason) {
        return new Ended(NOON, Kind.SUPERSEDED, Optional.empty(), Production.UNCHANGED, reason);
    }
}
