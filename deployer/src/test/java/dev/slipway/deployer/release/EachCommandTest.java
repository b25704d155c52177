package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.CommandParameter.answers;
import static dev.slipway.deployer.release.CommandParameter.obey;
import static dev.slipway.deployer.release.CommandParameter.written;
import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.V1;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.image;
import static dev.slipway.deployer.release.Shop.queued;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ParameterView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is special about single commands. */
class EachCommandTest {
    private static final String ADMIN = "/slipway/admin/shop-api";

    private static ServiceState inFlight(Scene scene) {
        return v2LiveAfterV1().change().release(Optional.of(scene.release())).done();
    }

    @Nested
    class ABarePromote {
        @Test
        void bindsToWhatAwaitedPromotionWhenItWasWritten() {
            var after = obey(inFlight(Scene.awaitingPromotion()), NOON, written(2, NOON, "promote"));

            assertThat(after.release().orElseThrow().wish()).contains(new Release.Wish.Promote(Shop.HOOK, "ann"));
        }

        /** Clocks may differ by two seconds. */
        @Test
        void bindsThoughTheClockOfWhoWroteItIsTwoSecondsBehind() {
            var after = obey(
                    inFlight(Scene.awaitingPromotion()), NOON, written(2, A_MINUTE_AGO.minusSeconds(2), "promote"));

            assertThat(after.release().orElseThrow().wish()).contains(new Release.Wish.Promote(Shop.HOOK, "ann"));
        }

        @Test
        void fromBeforeThenIsRefusedWithTheLineToWrite() {
            var early = A_MINUTE_AGO.minusSeconds(10);

            var after = obey(inFlight(Scene.awaitingPromotion()), NOON, written(2, early, "promote"));

            assertThat(answers(after))
                    .containsExactly("refused: it was written before release " + id(2)
                            + " awaited promotion; write 'promote " + id(2) + "'");
        }

        @Test
        void doesNotUndoAnAcceptedRollback() {
            var state = inFlight(Scene.awaitingPromotion().operatorRollsBack());

            var after = obey(state, NOON, written(2, NOON, "promote"));

            assertThat(after.release()).isEqualTo(state.release());
        }
    }

    @Nested
    class AnAdministrator {
        @Test
        void isNotOvertakenInWhatIsMeantByItself() {
            var state = v2LiveAfterV1()
                    .change()
                    .quarantining(digest(3))
                    .quarantining(digest(4))
                    .done();

            var after = obey(
                    state,
                    NOON,
                    admin(2, "clear " + digest(3).value()),
                    admin(3, "clear " + digest(4).value()));

            assertThat(after.quarantine()).isEmpty();
        }

        @Test
        void deploysWhatIsQuarantinedThoughTheServiceIsHeld() {
            var state = v2LiveAfterV1()
                    .change()
                    .quarantining(digest(3))
                    .hold(Optional.of(new Hold("incident", "bob", A_MINUTE_AGO)))
                    .done();

            var after = obey(state, NOON, admin(2, "deploy v3"));

            var begun = Intake.startNext(after.change().outbox(Outbox.EMPTY).done(), NOON);
            assertThat(begun.release().orElseThrow().timeline().getFirst().what())
                    .isEqualTo("made: 'deploy v3' by ann");
        }

        @Test
        void goesOverADeploymentThatDoesNotRollBack() {
            var state = inFlight(Scene.rollingBack(EndClass.SMOKE_FAILED));

            var after = obey(state, NOON, admin(2, "rollback emergency force " + id(2)));

            var rollback = after.queue().getFirst();
            assertThat(rollback.isToReplace(Shop.DEPLOYMENT)).isTrue();
            assertThat(rollback.isToReplace("another")).isFalse();
            assertThat(after.outbox().ended().getFirst().state().kind()).isEqualTo(ReleaseState.Kind.FAILED);
            assertThat(after.isQuarantined(digest(2))).isFalse();
        }

        @Test
        void hasTwentyDeploysWaitAtMost() {
            var waiting = IntStream.rangeClosed(11, 30)
                    .mapToObj(number -> Release.queued(
                            id(number), new Trigger.ManualDeploy("v" + number, "bob"), image(number), A_MINUTE_AGO))
                    .toList();
            var state = v2LiveAfterV1().change().queue(waiting).done();

            var after = obey(state, NOON, admin(2, "deploy v3"));

            assertThat(answers(after))
                    .containsExactly("refused: 20 releases that operators asked for wait already; write it again when"
                            + " fewer do");
            assertThat(after.queue()).isEqualTo(waiting);
        }

        private ParameterView admin(long version, String text) {
            return new ParameterView(ADMIN, text, version, NOON, Optional.of("ann"));
        }
    }

    @Nested
    class ARollback {
        @Test
        void goesToTheFallbackAndHoldsTheService() {
            var after = obey(v2LiveAfterV1(), NOON, written(2, NOON, "rollback"));

            var trigger = new Trigger.ManualRollback(id(91), Optional.of(id(92)), false, "ann", Optional.empty());
            assertThat(after.queue()).containsExactly(Release.queued(id(77), trigger, V1, NOON));
            assertThat(after.hold())
                    .contains(new Hold("rolled back by ann; 'resume' lets releases start again", "ann", NOON));
        }

        @Test
        void goesBeforeWhatWaits() {
            var state =
                    v2LiveAfterV1().change().queue(List.of(queued(3, Shop.V3))).done();

            var after = obey(state, NOON, written(2, NOON, "rollback"));

            assertThat(after.queue()).extracting(Release::id).containsExactly(id(77), id(3));
        }

        @Test
        void doesNotOfferWhatIsQuarantined() {
            var state = v2LiveAfterV1().change().quarantining(digest(1)).done();

            var after = obey(state, NOON, written(2, NOON, "rollback v1"));

            assertThat(answers(after))
                    .containsExactly("refused: 'v1' names no release that was live; no other release was live since"
                            + " Slipway first saw the service");
        }
    }
}
