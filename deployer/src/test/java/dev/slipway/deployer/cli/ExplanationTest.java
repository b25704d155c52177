package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.reconcile.Keys;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.release.Hold;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ShopRecords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a push is not in production yet, or never will be; v39, v40 and v38 are explained in the words of the golden files. */
class ExplanationTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Digest V42 = ShopRecords.digest(42);
    private static final ReleaseId WAITING = new ReleaseId("01JD0000000000000000000042");
    private static final Hold HOLD = new Hold("an incident", "ann", NOON);

    private final MapJournal journal = ShopRecords.journal();

    @Test
    void saysThatItWaits() {
        var state = seen().change().queue(List.of(waiting())).done();

        var explanation = explain(state, "v42");

        assertThat(explanation.facts()).containsExactly("it waits as release " + WAITING);
    }

    @Test
    void saysThatItWaitsForTheHoldToEnd() {
        var state = seen().change()
                .queue(List.of(waiting()))
                .hold(Optional.of(HOLD))
                .done();

        var explanation = explain(state, V42.value());

        assertThat(explanation.facts())
                .containsExactly("it waits as release " + WAITING + ", and the service is held: an incident");
    }

    @Test
    void saysThatTheHoldKeepsItBack() {
        var state = seen().change()
                .heldPush(Optional.of(new Push("shop/api", "v42", V42, NOON)))
                .hold(Optional.of(HOLD))
                .done();

        var explanation = explain(state, "v42");

        assertThat(explanation.facts()).containsExactly("it is kept back by the hold; 'resume' releases it");
    }

    @Test
    void saysThatItProvedBadLongAgo() {
        journal.with(Keys.service(ShopRecords.SHOP), Keys.QUARANTINED + V42.value(), "{}");

        var explanation = explain(seen(), V42.value());

        assertThat(explanation.facts())
                .containsExactly("its digest " + V42.abbreviated() + " proved bad: no push deploys it");
    }

    @Test
    void findsSkippedPushesAndReleasesByTheirDigestToo() {
        var skipped = explain(seen(), ShopRecords.digest(38).value());
        var released = explain(seen(), ShopRecords.digest(40).value());

        assertThat(skipped.skipped()).extracting(one -> one.last().push().tag()).containsExactly("v38");
        assertThat(released.releases()).extracting(Release::id).containsExactly(ShopRecords.V40);
    }

    @Test
    void knowsNothingOfAnotherImage() {
        var explanation = explain(
                seen().change()
                        .queue(List.of(waiting()))
                        .heldPush(Optional.of(new Push("shop/api", "v42", V42, NOON)))
                        .done(),
                "v43");

        assertThat(explanation.isEmpty()).isTrue();
    }

    private static ServiceState seen() {
        return ServiceState.unseen(ShopRecords.SHOP, NOON);
    }

    private static Release waiting() {
        return Release.queued(WAITING, new Trigger.Push("v42", NOON), Image.of("shop/api", V42, "v42"), NOON);
    }

    private Explanation explain(ServiceState state, String wanted) {
        return Explanation.of(state, new Records(journal), wanted);
    }
}
