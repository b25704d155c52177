package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.V3;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.queued;
import static dev.slipway.deployer.release.Shop.seen;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.release.SkippedPush.Reason;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which push becomes a release. */
class IntakeTest {
    private static final ServiceSpec SPEC = Specs.shopApi().build();
    private static final OrderMark V2_CONSIDERED =
            new OrderMark("v*", A_MINUTE_AGO, "v2", digest(2).value());

    @Test
    void aPushThatMatchesBecomesARelease() {
        var push = push(3, NOON);

        var admission = Intake.admit(seen(), SPEC, push, id(3), NOON);

        var release = Release.queued(id(3), new Trigger.Push("v3", NOON), V3, NOON);
        var expected = seen().change()
                .considered(new OrderMark("v*", NOON, "v3", digest(3).value()))
                .queue(List.of(release))
                .judged(push(3, NOON), NOON)
                .done();
        assertThat(admission).isEqualTo(new Admission(expected, "'v3' becomes release " + id(3)));
    }

    @Nested
    class Skips {
        @Test
        void aTagThatNoPolicyMatches() {
            var push = new Push("shop/api", "latest", digest(3), NOON);

            assertSkips(seen(), push, Reason.NOT_MATCHING, "no tag policy of the service matches 'latest'");
        }

        @Test
        void aPushFromBeforeTheServiceWasFirstSeen() {
            var push = push(3, seen().firstSight());

            assertSkips(
                    seen(),
                    push,
                    Reason.BEFORE_FIRST_SIGHT,
                    "it was pushed before Slipway first saw the service at 2025-12-31T12:00:00Z");
        }

        @Test
        void aPushOlderThanTheNewestConsidered() {
            var state = seen().change().considered(V2_CONSIDERED).done();

            assertSkips(
                    state, push(1, A_MINUTE_AGO), Reason.OLDER, "'v2' of 2026-01-01T11:59:00Z was considered already");
        }

        @Test
        void aDigestThatIsLive() {
            assertSkipsOnceConsidered(
                    v2LiveAfterV1(), push(2, NOON), Reason.DUPLICATE, "the same digest is live as release " + id(92));
        }

        @Test
        void aDigestThatIsInFlight() {
            var state = seen().change()
                    .release(Optional.of(Scene.rolling().release()))
                    .done();

            assertSkipsOnceConsidered(
                    state, push(2, NOON), Reason.DUPLICATE, "release " + id(2) + " of the same digest is in flight");
        }

        @Test
        void aDigestThatWaits() {
            var state = seen().change().queue(List.of(queued(3, V3))).done();

            assertSkipsOnceConsidered(
                    state, push(3, NOON), Reason.DUPLICATE, "release " + id(3) + " of the same digest is waiting");
        }

        @Test
        void aDigestThatProvedBad() {
            var state = seen().change().quarantining(digest(3)).done();

            assertSkipsOnceConsidered(
                    state, push(3, NOON), Reason.QUARANTINED, "the digest proved bad before; a person has to clear it");
        }

        private void assertSkipsOnceConsidered(ServiceState state, Push push, Reason reason, String detail) {
            var marked = state.change()
                    .considered(new OrderMark(
                            "v*", push.at(), push.tag(), push.digest().value()))
                    .done();
            var admission = Intake.admit(state, SPEC, push, id(9), NOON);

            assertThat(admission).isEqualTo(skipped(marked, push, reason, detail));
        }

        private void assertSkips(ServiceState state, Push push, Reason reason, String detail) {
            var admission = Intake.admit(state, SPEC, push, id(9), NOON);

            assertThat(admission).isEqualTo(skipped(state, push, reason, detail));
        }
    }

    @Nested
    class TheSamePushTwice {
        @Test
        void changesNothingTheSecondTimeThoughAnotherHasOvertakenIt() {
            var first = Intake.admit(seen(), SPEC, push(3, A_MINUTE_AGO), id(3), NOON)
                    .next();
            var overtaken =
                    Intake.admit(first, SPEC, push(2, NOON), id(4), NOON).next();

            var second = Intake.admit(overtaken, SPEC, push(3, A_MINUTE_AGO), id(5), NOON);

            assertThat(second).isEqualTo(new Admission(overtaken, "this push was considered already"));
        }

        @Test
        void changesNothingTheSecondTime() {
            var first = Intake.admit(seen(), SPEC, push(3, NOON), id(3), NOON).next();

            var second = Intake.admit(first, SPEC, push(3, NOON), id(4), NOON);

            assertThat(second).isEqualTo(new Admission(first, "this push was considered already"));
        }

        @Test
        void changesNothingThoughItsReleaseIsLongOver() {
            var state = v2LiveAfterV1().change().considered(V2_CONSIDERED).done();

            var second = Intake.admit(state, SPEC, push(2, A_MINUTE_AGO), id(4), NOON);

            assertThat(second.next()).isEqualTo(state);
        }

        @Test
        void reportedWithALaterTimeOnlyRaisesTheMark() {
            var state = seen().change().considered(V2_CONSIDERED).done();

            var second = Intake.admit(state, SPEC, push(2, NOON), id(4), NOON);

            var raised = new OrderMark("v*", NOON, "v2", digest(2).value());
            assertThat(second)
                    .isEqualTo(new Admission(
                            state.change()
                                    .considered(raised)
                                    .judged(push(2, NOON), NOON)
                                    .done(),
                            "the newest push considered, once more"));
        }
    }

    @Nested
    class Retagging {
        @Test
        void anOldImageIsAWishToDeployIt() {
            var state = v2LiveAfterV1().change().considered(V2_CONSIDERED).done();
            var retag = new Push("shop/api", "v9", digest(1), NOON);

            var admission = Intake.admit(state, SPEC, retag, id(9), NOON);

            assertThat(admission.next().queue()).extracting(Release::id).containsExactly(id(9));
        }

        @Test
        void aSecondTagOfOneDigestIsADuplicate() {
            var state = Intake.admit(seen(), SPEC, push(3, A_MINUTE_AGO), id(3), NOON)
                    .next();
            var second = new Push("shop/api", "v3.0", digest(3), NOON);

            var admission = Intake.admit(state, SPEC, second, id(4), NOON);

            assertThat(admission.reason())
                    .isEqualTo("skipped as duplicate: release " + id(3) + " of the same digest is waiting");
        }
    }

    @Nested
    class UnderSemver {
        private final ServiceSpec spec = Specs.shopApi().tags("semver:>=1.2").build();
        private final ServiceState state = seen().change()
                .considered(new OrderMark(
                        "semver:>=1.2", A_MINUTE_AGO, "v1.10.0", digest(1).value()))
                .done();

        @Test
        void aLowerVersionIsSkippedThoughItIsNewer() {
            var patch = new Push("shop/api", "v1.9.7", digest(2), NOON);

            var admission = Intake.admit(state, spec, patch, id(2), NOON);

            assertThat(admission)
                    .isEqualTo(skipped(
                            state,
                            patch,
                            Reason.OLDER,
                            "version 'v1.9.7' is lower than 'v1.10.0', the highest considered"));
        }

        @Test
        void aHigherVersionBecomesARelease() {
            var admission = Intake.admit(state, spec, new Push("shop/api", "v1.11", digest(2), NOON), id(2), NOON);

            assertThat(admission.reason()).isEqualTo("'v1.11' becomes release " + id(2));
        }

        @Test
        void aVersionBelowTheRangeDoesNotMatch() {
            var admission = Intake.admit(state, spec, new Push("shop/api", "v1.1", digest(2), NOON), id(2), NOON);

            assertThat(admission.reason())
                    .isEqualTo("skipped as not-matching: no tag policy of the service matches 'v1.1'");
        }
    }

    @Nested
    class WhileHeld {
        private final ServiceState held = seen().change()
                .hold(Optional.of(new Hold("incident", "ann", A_MINUTE_AGO)))
                .done();

        @Test
        void theNewestPushIsKeptForLater() {
            var admission = Intake.admit(held, SPEC, push(3, NOON), id(3), NOON);

            assertThat(admission.next().heldPush()).contains(push(3, NOON));
            assertThat(admission.next().queue()).isEmpty();
            assertThat(admission.reason()).isEqualTo("kept until 'resume', because the service is held");
        }

        @Test
        void theOlderOneIsSkipped() {
            var first =
                    Intake.admit(held, SPEC, push(2, A_MINUTE_AGO), id(2), NOON).next();

            var admission = Intake.admit(first, SPEC, push(3, NOON), id(3), NOON);

            assertThat(admission.next().outbox().skipped())
                    .containsExactly(new SkippedPush(
                            push(2, A_MINUTE_AGO), Reason.HELD, "a newer push came while the service was held", NOON));
        }

        @Test
        void underFinishAllEveryPushIsQueued() {
            var spec = Specs.shopApi().supersede(Supersede.FINISH_ALL).build();

            var admission = Intake.admit(held, spec, push(3, NOON), id(3), NOON);

            assertThat(admission.next().queue()).extracting(Release::id).containsExactly(id(3));
        }
    }

    private static Push push(int number, Instant at) {
        return new Push("shop/api", "v" + number, digest(number), at);
    }

    private static Admission skipped(ServiceState before, Push push, Reason reason, String detail) {
        var outbox = before.outbox().skipping(new SkippedPush(push, reason, detail, NOON));
        var change = before.change().outbox(outbox);
        // Whatever is pushed under other tags is none of the service's business, and not remembered.
        var after = reason == Reason.NOT_MATCHING
                ? change.done()
                : change.judged(push, NOON).done();
        return new Admission(after, "skipped as " + reason.slug() + ": " + detail);
    }
}
