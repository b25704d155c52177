package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.V2;
import static dev.slipway.deployer.release.Shop.V3;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.image;
import static dev.slipway.deployer.release.Shop.queued;
import static dev.slipway.deployer.release.Shop.seen;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.testing.Specs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What comes next after a release has ended: another try, its turn again, or the way back. */
class AfterTheEndTest {
    private static final ServiceSpec SPEC = Specs.shopApi().build();

    @Nested
    class AutomaticRetry {
        private final Release before = rolling(3, V3, new Trigger.Push("v3", NOON));

        @Test
        void isWrittenTogetherWithTheEnd() {
            var after = timedOut(v2LiveAfterV1(), SPEC, before);

            assertThat(after.queue()).containsExactly(Release.queued(id(77), new Trigger.Retry(id(3)), V3, NOON));
        }

        @Test
        void happensOnce() {
            var retry = rolling(4, V3, new Trigger.Retry(id(3)));

            var after = timedOut(v2LiveAfterV1(), SPEC, retry);

            assertThat(after.queue()).isEmpty();
        }

        @Test
        void isOffIfSoConfigured() {
            var after =
                    timedOut(v2LiveAfterV1(), Specs.shopApi().noAutomaticRetry().build(), before);

            assertThat(after.queue()).isEmpty();
        }

        @Test
        void standsBackIfANewerPushWaits() {
            var state =
                    v2LiveAfterV1().change().queue(List.of(queued(5, image(5)))).done();

            var after = timedOut(state, SPEC, before);

            assertThat(after.queue()).extracting(Release::id).containsExactly(id(5));
        }

        @Test
        void standsBackIfANewerPushIsHeld() {
            var state = v2LiveAfterV1()
                    .change()
                    .heldPush(Optional.of(new Push("shop/api", "v5", digest(5), NOON)))
                    .done();

            var after = timedOut(state, SPEC, before);

            assertThat(after.queue()).isEmpty();
        }

        @Test
        void goesFirstUnderFinishAll() {
            var spec = Specs.shopApi().supersede(Supersede.FINISH_ALL).build();
            var state =
                    v2LiveAfterV1().change().queue(List.of(queued(5, image(5)))).done();

            var after = timedOut(state, spec, before);

            assertThat(after.queue()).extracting(Release::id).containsExactly(id(77), id(5));
        }

        private ServiceState timedOut(ServiceState state, ServiceSpec spec, Release release) {
            return ended(state, spec, release, Kind.ROLLED_BACK, Optional.of(EndClass.GATE_TIMEOUT));
        }
    }

    @Nested
    class WhenItCouldNotBeJudgedAgain {
        private final Release again = rolling(3, V3, new Trigger.Retry(id(2)));

        @Test
        void isNotTriedAThirdTimeByItselfAndSaysWhatToWrite() {
            var after = ended(v2LiveAfterV1(), SPEC, again, Kind.ROLLED_BACK, Optional.of(EndClass.GATE_TIMEOUT));

            assertThat(after.queue()).isEmpty();
            assertThat(after.outbox().announcements())
                    .containsExactly(new Outbox.Announcement(
                            id(3).value(), "RolledBack", "it is over", Optional.of("retry"), Optional.empty()));
        }

        @Test
        void isWhatAnOperatorMayTryAgain() {
            var after = ended(v2LiveAfterV1(), SPEC, again, Kind.ROLLED_BACK, Optional.of(EndClass.GATE_TIMEOUT));

            assertThat(after.tried())
                    .contains(new Tried(id(3), V3, again.trigger(), Optional.of(EndClass.GATE_TIMEOUT)));
        }

        @Test
        void isForgottenOnceSomethingGoesLive() {
            var tried = ended(v2LiveAfterV1(), SPEC, again, Kind.ROLLED_BACK, Optional.of(EndClass.GATE_TIMEOUT));

            var after = live(tried, rolling(5, image(5), new Trigger.Push("v5", NOON)), Optional.empty());

            assertThat(after.tried()).isEmpty();
        }
    }

    @Nested
    class WhenItGaveWay {
        private final Release before = preparing();

        @Test
        void comesAgainBeforeAllOthers() {
            var state = v2LiveAfterV1();

            var after = gaveWay(state, SPEC, before);

            assertThat(after.queue()).containsExactly(Release.queued(id(77), before.trigger(), before.image(), NOON));
        }

        @Test
        void doesNotComeAgainIfSomethingNewerWaits() {
            var state =
                    v2LiveAfterV1().change().queue(List.of(queued(5, image(5)))).done();

            var after = gaveWay(state, SPEC, before);

            assertThat(after.queue()).extracting(Release::id).containsExactly(id(5));
        }

        @Test
        void anOperatorsComesAgainWhateverWaits() {
            var state =
                    v2LiveAfterV1().change().queue(List.of(queued(5, image(5)))).done();
            var going = Scene.preparing()
                    .because(new Trigger.ManualRollback(id(91), Optional.empty(), false, "ann", Optional.empty()))
                    .release();

            var after = gaveWay(state, SPEC, going);

            assertThat(after.queue()).extracting(Release::id).containsExactly(id(77), id(5));
        }

        private ServiceState gaveWay(ServiceState state, ServiceSpec spec, Release release) {
            return ended(state, spec, release, Kind.CANCELLED, Optional.of(EndClass.GAVE_WAY));
        }
    }

    @Nested
    class WhenTheRollbackLostTheRace {
        @Test
        void theWayBackIsQueuedAtOnce() {
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));

            var after = live(v2LiveAfterV1(), before, Optional.of(EndClass.SMOKE_FAILED));

            var trigger = new Trigger.ManualRollback(
                    id(92), Optional.of(id(3)), false, "slipway", Optional.of(EndClass.SMOKE_FAILED));
            assertThat(after.queue()).containsExactly(Release.queued(id(77), trigger, V2, NOON));
            assertThat(after.quarantine()).isEmpty();
        }

        @Test
        void whatItLeavesIsQuarantinedOnlyForACauseThatProvesItBad() {
            var tooLate = rolling(3, V3, new Trigger.Push("v3", NOON));
            var state = live(v2LiveAfterV1(), tooLate, Optional.of(EndClass.PHASE_TIMEOUT));
            var wayBack = rolling(77, V2, state.queue().getFirst().trigger());

            var after = live(state, wayBack, Optional.empty());

            assertThat(after.quarantine()).isEmpty();
            assertThat(after.earlier().getFirst().rolledBack()).isTrue();
        }

        @Test
        void whatFailedItsTestsIsQuarantinedWhenItIsLeft() {
            var failed = rolling(3, V3, new Trigger.Push("v3", NOON));
            var state = live(v2LiveAfterV1(), failed, Optional.of(EndClass.SMOKE_FAILED));
            var wayBack = rolling(77, V2, state.queue().getFirst().trigger());

            var after = live(state, wayBack, Optional.empty());

            assertThat(after.quarantine()).containsExactly(V3.digest().orElseThrow());
        }

        @Test
        void anOperatorsRollbackHoldsTheServiceToo() {
            var before = wished(rolling(3, V3, new Trigger.Push("v3", NOON)));

            var after = live(v2LiveAfterV1(), before, Optional.of(EndClass.STOPPED_BY_OPERATOR));

            assertThat(after.hold()).isPresent();
            assertThat(Intake.startNext(after.change().outbox(Outbox.EMPTY).done(), NOON)
                            .release()
                            .orElseThrow()
                            .id())
                    .isEqualTo(id(77));
        }

        @Test
        void nothingIsQueuedIfThereIsNothingToGoBackTo() {
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));

            var after = live(seen(), before, Optional.of(EndClass.SMOKE_FAILED));

            assertThat(after.queue()).isEmpty();
        }
    }

    private static ServiceState live(ServiceState state, Release before, Optional<EndClass> because) {
        var end = new Ended(NOON, Kind.LIVE, because, Production.THIS, "it is over");
        return Ending.of(state, SPEC, before, before.to(end, NOON, "it is over"), id(77), NOON);
    }

    private static ServiceState ended(
            ServiceState state, ServiceSpec spec, Release before, Kind kind, Optional<EndClass> because) {
        var end = new Ended(NOON, kind, because, Production.PREVIOUS, "it is over");
        return Ending.of(state, spec, before, before.to(end, NOON, "it is over"), id(77), NOON);
    }

    private static Release wished(Release release) {
        return release.withWish(Optional.of(new Release.Wish.RollBack("ann")));
    }

    private static Release rolling(int number, Image image, Trigger trigger) {
        return Release.queued(id(number), trigger, image, A_MINUTE_AGO)
                .to(Shop.registeredState(), A_MINUTE_AGO, "its turn")
                .frozen("config", "suites", false)
                .rendered("td-hash")
                .to(Scene.starting().release().state(), A_MINUTE_AGO, "starting")
                .to(Scene.rolling().release().state(), A_MINUTE_AGO, "rolling");
    }

    private static Release preparing() {
        return Scene.preparing().release();
    }
}
