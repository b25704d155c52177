package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.V1;
import static dev.slipway.deployer.release.Shop.V2;
import static dev.slipway.deployer.release.Shop.V3;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.image;
import static dev.slipway.deployer.release.Shop.seen;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.testing.Specs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the end of a release means for its service. */
class EndingTest {
    private static final ServiceSpec SPEC = Specs.shopApi().build();

    @Nested
    class GoingLive {
        @Test
        void theReleaseBecomesTheLiveOneAndTheOneBeforeItsFallback() {
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));

            var after = live(v2LiveAfterV1(), before, Optional.empty());

            assertThat(after.live())
                    .contains(new Good(id(3), V3, "td-hash", "shop-api:7", "suites", NOON, Optional.of(id(92)), false));
            assertThat(after.earlier()).extracting(Good::id).containsExactly(id(92), id(91));
            assertThat(after.release()).isEmpty();
            assertThat(after.outbox().ended()).extracting(Release::id).containsExactly(id(3));
        }

        @Test
        void aFallbackIsAnotherDigest() {
            var before = rolling(3, V2, new Trigger.Push("v2.0", NOON));

            var after = live(v2LiveAfterV1(), before, Optional.empty());

            assertThat(fallback(after)).contains(id(91));
        }

        @Test
        void aQuarantinedOneIsNoFallback() {
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));
            var state = v2LiveAfterV1().change().quarantining(digest(2)).done();

            var after = live(state, before, Optional.empty());

            assertThat(fallback(after)).contains(id(91));
        }

        @Test
        void theFirstOneHasNoFallback() {
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));

            var after = live(seen(), before, Optional.empty());

            assertThat(fallback(after)).isEmpty();
        }
    }

    @Nested
    class RollingBackByHand {
        @Test
        void leavesTheBadOneQuarantinedAndNoFallbackOfAnything() {
            var after = live(v2LiveAfterV1(), rollback(4, V1, 91), Optional.empty());

            assertThat(after.quarantine()).containsExactly(digest(2));
            assertThat(after.earlier().getFirst().rolledBack()).isTrue();
        }

        @Test
        void inheritsTheFallbackOfItsTarget() {
            var state = v2LiveAfterV1()
                    .change()
                    .live(Optional.of(Shop.good(93, V3, Optional.of(id(92)))))
                    .earlierToo(Shop.good(92, V2, Optional.of(id(91))))
                    .done();

            var after = live(state, rollback(4, V2, 92), Optional.empty());

            assertThat(fallback(after)).contains(id(91));
        }

        @Test
        void twiceNeverReturnsToTheBadOne() {
            var once = live(v2LiveAfterV1(), rollback(4, V1, 91), Optional.empty());

            var twice = fallback(once);

            assertThat(twice).isEmpty();
        }

        @Test
        void theNextReleaseFallsBackToTheOneGoneBackTo() {
            var once = live(v2LiveAfterV1(), rollback(4, V1, 91), Optional.empty());

            var next = live(once, rolling(5, V3, new Trigger.Push("v3", NOON)), Optional.empty());

            assertThat(fallback(next)).contains(id(4));
        }
    }

    @ParameterizedTest(name = "{0}: quarantined {1}, held {2}, tried again {3}")
    @CsvSource({
        "SMOKE_FAILED,        true,  false, false",
        "ALARM,               true,  false, false",
        "CIRCUIT_BREAKER,     true,  false, false",
        "SMOKE_INCONCLUSIVE,  false, false, true",
        "GATE_TIMEOUT,        false, false, true",
        "PHASE_TIMEOUT,       false, false, false",
        "ECS_FAILED,          false, false, false",
        "NOT_APPROVED,        false, false, false",
        "WEIGHTS_CHANGED,     false, false, false",
        "SUPERSEDED_BY_NEWER, false, false, false",
        "FOREIGN_REJECTED,    false, false, false",
    })
    void eachClassOfARolledBackReleaseHasItsConsequences(
            EndClass because, boolean quarantined, boolean held, boolean triedAgain) {
        var before = rolling(3, V3, new Trigger.Push("v3", NOON));

        var after = ended(v2LiveAfterV1(), SPEC, before, Kind.ROLLED_BACK, Optional.of(because));

        assertThat(List.of(
                        after.isQuarantined(digest(3)),
                        after.hold().isPresent(),
                        !after.queue().isEmpty()))
                .containsExactly(quarantined, held, triedAgain);
        assertThat(after.live()).isEqualTo(v2LiveAfterV1().live());
    }

    @ParameterizedTest
    @EnumSource(
            value = EndClass.class,
            names = {"RENDER_REFUSED", "PREFLIGHT_REFUSED", "IMAGE_GONE", "NOT_STARTED"})
    void aRefusedReleaseHasNoConsequencesButThatItMayBeTriedAgain(EndClass because) {
        var before = preparing();

        var after = ended(v2LiveAfterV1(), SPEC, before, Kind.REFUSED, Optional.of(because));

        var tried = new Tried(before.id(), before.image(), before.trigger(), Optional.of(because));
        assertThat(after.change().outbox(Outbox.EMPTY).done())
                .isEqualTo(v2LiveAfterV1().change().tried(tried).done());
    }

    @Test
    void theLiveDigestIsNeverQuarantined() {
        var before = rolling(3, V2, new Trigger.Push("v2.0", NOON));

        var after = ended(v2LiveAfterV1(), SPEC, before, Kind.ROLLED_BACK, Optional.of(EndClass.SMOKE_FAILED));

        assertThat(after.quarantine()).isEmpty();
    }

    @Nested
    class WhenAnOperatorRolledBack {
        @Test
        void itsDigestIsQuarantinedAndTheServiceHeld() {
            var before = wished(rolling(3, V3, new Trigger.Push("v3", NOON)));

            var after =
                    ended(v2LiveAfterV1(), SPEC, before, Kind.ROLLED_BACK, Optional.of(EndClass.STOPPED_BY_OPERATOR));

            assertThat(after.quarantine()).containsExactly(digest(3));
            assertThat(after.hold())
                    .contains(new Hold("rolled back by ann; 'resume' lets releases start again", "ann", NOON));
        }

        @Test
        void itIsNotHeldIfSoConfigured() {
            var before = wished(rolling(3, V3, new Trigger.Push("v3", NOON)));
            var spec = Specs.shopApi().noHoldAfterRollback().build();

            var after =
                    ended(v2LiveAfterV1(), spec, before, Kind.ROLLED_BACK, Optional.of(EndClass.STOPPED_BY_OPERATOR));

            assertThat(after.hold()).isEmpty();
        }

        @Test
        void anEndForAnotherReasonIsHeldAndNotTriedAgain() {
            var before = wished(rolling(3, V3, new Trigger.Push("v3", NOON)));

            var after = ended(v2LiveAfterV1(), SPEC, before, Kind.ROLLED_BACK, Optional.of(EndClass.GATE_TIMEOUT));

            assertThat(after.quarantine()).containsExactly(digest(3));
            assertThat(after.hold()).isPresent();
            assertThat(after.queue()).isEmpty();
        }

        @Test
        void oneReplacedBySomeoneElseIsHeldButNotQuarantined() {
            var before = wished(rolling(3, V3, new Trigger.Push("v3", NOON)));

            var after = ended(v2LiveAfterV1(), SPEC, before, Kind.REPLACED, Optional.of(EndClass.REPLACED_BY_OTHER));

            assertThat(after.quarantine()).isEmpty();
            assertThat(after.hold()).isPresent();
        }

        @Test
        void aFirstReleaseIsNeitherHeldNorQuarantined() {
            var before = wished(Scene.rolling().bootstrap().release());

            var after = ended(seen(), SPEC, before, Kind.FAILED, Optional.of(EndClass.NO_ROLLBACK_TARGET));

            assertThat(after.quarantine()).isEmpty();
            assertThat(after.hold()).isEmpty();
        }
    }

    @Nested
    class WhenEcsCouldNotGoBack {
        @Test
        void theServiceIsHeldUntilAPersonLooked() {
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));

            var after = ended(v2LiveAfterV1(), SPEC, before, Kind.FAILED, Optional.of(EndClass.PHASE_TIMEOUT));

            assertThat(after.hold())
                    .contains(new Hold(
                            "release " + id(3) + " failed and production may not be what it was; look, then 'resume'",
                            "slipway",
                            NOON));
        }

        @Test
        void anEarlierHoldStays() {
            var hold = new Hold("incident", "bob", A_MINUTE_AGO);
            var before = rolling(3, V3, new Trigger.Push("v3", NOON));
            var state = v2LiveAfterV1().change().hold(Optional.of(hold)).done();

            var after = ended(state, SPEC, before, Kind.FAILED, Optional.of(EndClass.PHASE_TIMEOUT));

            assertThat(after.hold()).contains(hold);
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

    private static Optional<ReleaseId> fallback(ServiceState state) {
        return state.live().flatMap(Good::fallback);
    }

    private static Release preparing() {
        return Scene.preparing().release();
    }

    private static Release wished(Release release) {
        return release.withWish(Optional.of(new Release.Wish.RollBack("ann")));
    }

    private static Release rollback(int number, Image image, int target) {
        return rolling(
                number,
                image,
                new Trigger.ManualRollback(id(target), Optional.empty(), false, "ann", Optional.empty()));
    }

    private static Release rolling(int number, Image image, Trigger trigger) {
        return Release.queued(id(number), trigger, image, A_MINUTE_AGO)
                .to(Shop.registeredState(), A_MINUTE_AGO, "its turn")
                .frozen("config", "suites", false)
                .rendered("td-hash")
                .to(Scene.starting().release().state(), A_MINUTE_AGO, "starting")
                .to(Scene.rolling().release().state(), A_MINUTE_AGO, "rolling");
    }
}
