package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.KnownTags.Known;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.release.Intake;
import dev.slipway.deployer.release.OrderMark;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the sweep finds in ECR's listing: v1 was pushed an hour ago, and the last sweep was a minute ago. */
class MissedPushesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LAST_SWEEP = NOON.minusSeconds(60);
    private static final ServiceSpec SPEC = Specs.shopApi().build();

    private final List<ImageView> images = new ArrayList<>();
    private final TreeMap<String, String> known = new TreeMap<>();
    private ServiceState state = ServiceState.unseen(SPEC.name(), NOON.minusSeconds(86_400));
    private String nextToken = "";

    MissedPushesTest() {
        listed(1, NOON.minusSeconds(3600), "v1");
        known.put("v1", "01".repeat(8));
        judged("v1", 1, NOON.minusSeconds(3600));
    }

    @Test
    void isNothingThatWasJudged() {
        var missed = missed();

        assertThat(missed).isEmpty();
    }

    @Test
    void isANewImage() {
        listed(2, NOON.minusSeconds(30), "v2");

        var missed = missed();

        assertThat(missed).containsExactly(push("v2", 2, NOON.minusSeconds(30)));
    }

    @Test
    void isANewImageThatAnotherHasOvertaken() {
        listed(2, NOON.minusSeconds(30), "v2");
        listed(3, NOON.minusSeconds(20), "v3");
        judged("v3", 3, NOON.minusSeconds(20));

        var missed = missed();

        assertThat(missed).containsExactly(push("v2", 2, NOON.minusSeconds(30)));
    }

    @Test
    void isANewTagOnAnOldImageAsOfNow() {
        images.clear();
        listed(1, NOON.minusSeconds(3600), "v1", "v2");

        var missed = missed();

        assertThat(missed).containsExactly(push("v2", 1, NOON.minusSeconds(2)));
    }

    @Test
    void isNoNewTagWhoseEventCame() {
        images.clear();
        listed(1, NOON.minusSeconds(3600), "v1", "v2");
        judged("v2", 1, NOON.minusSeconds(30));
        listed(3, NOON.minusSeconds(20), "v3");
        judged("v3", 3, NOON.minusSeconds(20));

        var missed = missed();

        assertThat(missed).isEmpty();
    }

    @Test
    void isATagThatCameBackToAnOldImageLongAfterItWasJudged() {
        known.put("v1", "09".repeat(8));
        judged("v9", 9, NOON.minusSeconds(90));

        var missed = missed();

        assertThat(missed).containsExactly(push("v1", 1, NOON.minusSeconds(2)));
    }

    @Test
    void isNeverPutBeforeWhatWasJudgedIfThatIsNotAllRemembered() {
        images.clear();
        listed(1, NOON.minusSeconds(3600), "v1", "v2");
        for (int number = 20; number < 60; number++) {
            judged("v" + number, number, NOON.minusSeconds(60L - number / 2));
        }

        var missed = missed();

        assertThat(missed).containsExactly(push("v2", 1, NOON.minusSeconds(3600)));
    }

    @Test
    void isNeverPutBeforeWhatWasJudgedIfTheListingHasMorePages() {
        images.clear();
        listed(1, NOON.minusSeconds(3600), "v1", "v2");
        nextToken = "more";

        var missed = missed();

        assertThat(missed).containsExactly(push("v2", 1, NOON.minusSeconds(3600)));
    }

    @Test
    void isAnExactTagThatMovedToAnOldImageAsOfNow() {
        var latest = Specs.shopApi().tags("latest").build();
        var mark = new OrderMark(
                "latest", NOON.minusSeconds(600), "latest", digest(9).value());
        state = state.change().considered(mark).done();
        images.clear();
        listed(1, NOON.minusSeconds(3600), "latest");

        var missed = missed(latest);

        assertThat(missed).containsExactly(push("latest", 1, NOON));
    }

    @Test
    void isNoExactTagThatNamesWhatItNamed() {
        var latest = Specs.shopApi().tags("latest").build();
        var mark = new OrderMark(
                "latest", NOON.minusSeconds(600), "latest", digest(1).value());
        state = state.change().considered(mark).done();
        images.clear();
        listed(1, NOON.minusSeconds(3600), "latest");

        var missed = missed(latest);

        assertThat(missed).isEmpty();
    }

    private List<Push> missed() {
        return missed(SPEC);
    }

    private List<Push> missed(ServiceSpec spec) {
        var listing = new Images.Page(images, nextToken);
        return MissedPushes.of(spec, state, listing, Optional.of(new Known(LAST_SWEEP, known)), NOON);
    }

    private void listed(int number, Instant pushedAt, String... tags) {
        images.add(new ImageView(
                digest(number), List.of(tags), pushedAt, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void judged(String tag, int number, Instant at) {
        var id = new ReleaseId("01JD%022d".formatted(number));
        state = Intake.admit(state, SPEC, push(tag, number, at), id, at.plusSeconds(1))
                .next();
    }

    private static Push push(String tag, int number, Instant at) {
        return new Push("shop/api", tag, digest(number), at);
    }

    private static Digest digest(int number) {
        return new Digest("sha256:" + "%02x".formatted(number).repeat(32));
    }
}
