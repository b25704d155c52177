package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.testing.Specs;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** STATE has room for two hundred bad digests; those from before go into items of their own. */
class QuarantineTest {
    private static final String ADMIN = "/slipway/admin/shop-api";

    @Test
    void oneTooManyPutsTheOldestIntoAnItemOfItsOwn() {
        var full = withBad(ServiceState.QUARANTINE);

        var more = full.change().quarantining(digest(999)).done();

        assertThat(more.quarantine())
                .hasSize(ServiceState.QUARANTINE)
                .endsWith(digest(999))
                .doesNotContain(digest(0));
        assertThat(more.outbox().overflow()).containsExactly(digest(0));
        assertThat(more.isQuarantined(digest(0))).isTrue();
    }

    @Test
    void aPushOfWhatProvedBadLongAgoStartsNothing() {
        var push = new Push(
                Specs.shopApi().build().image().repository(),
                "v7",
                digest(7),
                seen().firstSight().plusSeconds(60));

        var admission = Intake.admit(seen(), Specs.shopApi().build(), push, true, id(9), NOON);

        assertThat(admission.next().queue()).isEmpty();
        assertThat(admission.next().outbox().skipped())
                .extracting(SkippedPush::reason)
                .containsExactly(SkippedPush.Reason.QUARANTINED);
    }

    @Test
    void clearFindsWhatStateDoesNotKeepAnyMore() {
        var cleared = clear(seen(), digest(7).value(), digest(7));

        assertThat(cleared.lastAnswers()).extracting(CommandAnswer::accepted).containsExactly(true);
        assertThat(cleared.outbox().lifted()).containsExactly(digest(7));
    }

    @Test
    void clearTakesOutWhatIsOnItsWay() {
        var full = withBad(ServiceState.QUARANTINE + 1);

        var cleared = clear(full, digest(0).value());

        assertThat(cleared.isQuarantined(digest(0))).isFalse();
        assertThat(cleared.outbox().overflow()).isEmpty();
    }

    @Test
    void clearIsRefusedIfNothingBeginsSo() {
        var cleared = clear(seen(), digest(7).value());

        assertThat(cleared.lastAnswers())
                .extracting(CommandAnswer::answer)
                .containsExactly("'" + digest(7).value() + "' is not quarantined; nothing is");
    }

    @Test
    void clearSaysWhereToLookIfSomethingElseIsQuarantined() {
        var cleared = clear(withBad(1), digest(7).value());

        assertThat(cleared.lastAnswers())
                .extracting(CommandAnswer::answer)
                .containsExactly(
                        "'" + digest(7).value() + "' is not quarantined; what is, './slipway status shop-api' shows");
    }

    @Test
    void clearIsRefusedIfSeveralBeginSo() {
        var cleared = clear(withBad(2), "000000000000");

        assertThat(cleared.lastAnswers())
                .extracting(CommandAnswer::answer)
                .containsExactly("'000000000000' begins several quarantined digests; name it in full");
        assertThat(cleared.quarantine()).hasSize(2);
    }

    /** Only what was tried last can be tried again. */
    @Test
    void clearSaysHowWhatIsClearedGetsReleasedAgain() {
        var other = new Tried(id(3), Shop.V3, new Trigger.Push("v3", NOON), Optional.of(EndClass.SMOKE_FAILED));
        var tried = withBad(1).change().tried(other).done();

        var cleared = clear(tried, digest(0).value());

        assertThat(cleared.lastAnswers())
                .extracting(CommandAnswer::answer)
                .containsExactly(digest(0) + " is quarantined no more; 'deploy', or a push of a new tag, releases it");
    }

    @Test
    void clearCountsWhatIsOnItsWayAndHasArrivedAsOne() {
        var full = withBad(ServiceState.QUARANTINE + 1);

        var cleared = clear(full, digest(0).value(), digest(0));

        assertThat(cleared.isQuarantined(digest(0))).isFalse();
    }

    @Test
    void clearIsRefusedWhileTheSameIsBeingLifted() {
        var lifted = seen().change().clearing(digest(7)).done();

        var cleared = clear(lifted, digest(7).value(), digest(7));

        assertThat(cleared.lastAnswers()).extracting(CommandAnswer::accepted).containsExactly(false);
    }

    @Test
    void whatProvesBadAgainBeforeItWasLiftedStaysBad() {
        var lifted = seen().change().clearing(digest(7)).done();

        var again = lifted.change().quarantining(digest(7)).done();

        assertThat(again.quarantine()).containsExactly(digest(7));
        assertThat(again.outbox().lifted()).isEmpty();
    }

    private static ServiceState clear(ServiceState state, String digest, Digest... beyond) {
        var known = state.change()
                .handled(new CommandMark(ADMIN, 1, NOON.minusSeconds(60)))
                .done();
        var written = new ParameterView(ADMIN, "clear " + digest, 2, NOON, Optional.of("ann"));
        return Commander.obey(
                known,
                Specs.shopApi().build(),
                List.of(written),
                new Commander.Known(new TreeMap<>(), List.of(beyond)),
                () -> id(77),
                NOON);
    }

    private static ServiceState withBad(int count) {
        var change = seen().change();
        for (int n = 0; n < count; n++) {
            change.quarantining(digest(n));
        }
        return change.done();
    }

    private static Digest digest(int number) {
        return new Digest("sha256:" + "%064x".formatted(number));
    }
}
