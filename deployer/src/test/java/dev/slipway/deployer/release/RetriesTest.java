package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.testing.Specs;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code retry} says what it is that keeps it from trying again. */
class RetriesTest {
    private static final String PARAMETER = "/slipway/command/shop-api";

    @Test
    void doesNotTryAgainWhatProvedBad() {
        var state = tried(Shop.V3).change().quarantining(Shop.digest(3)).done();

        var after = retry(state);

        assertThat(refusal(after))
                .isEqualTo("shop/api:v3 (030303030303) proved bad (gate-timeout); push a better image");
        assertThat(after.queue()).isEmpty();
    }

    @Test
    void doesNotPassByWhatWaits() {
        var state = tried(Shop.V3)
                .change()
                .queue(List.of(Shop.queued(4, Shop.image(4))))
                .done();

        var after = retry(state);

        assertThat(refusal(after)).isEqualTo("release " + id(4) + " of shop/api:v4 (040404040404) waits already");
        assertThat(after.queue()).isEqualTo(state.queue());
    }

    @Test
    void doesNotPassByWhatIsHeld() {
        var newer = new Push("shop/api", "v4", Shop.digest(4), A_MINUTE_AGO);
        var state = tried(Shop.V3).change().heldPush(Optional.of(newer)).done();

        var after = retry(state);

        assertThat(refusal(after)).isEqualTo("'v4', pushed meanwhile, is newer; 'resume' starts it");
        assertThat(after.queue()).isEmpty();
    }

    @Test
    void doesNotTryWhatIsLive() {
        var state = tried(Shop.V2);

        var after = retry(state);

        assertThat(refusal(after)).isEqualTo("shop/api:v2 (020202020202) is live already");
        assertThat(after.queue()).isEmpty();
    }

    /** v2 is live; this was tried and could not be judged. */
    private static ServiceState tried(Image image) {
        var trigger = new Trigger.Push(image.tag().orElseThrow(), A_MINUTE_AGO);
        return v2LiveAfterV1()
                .change()
                .tried(new Tried(id(3), image, trigger, Optional.of(EndClass.GATE_TIMEOUT)))
                .handled(new CommandMark(PARAMETER, 1, A_MINUTE_AGO))
                .done();
    }

    private static ServiceState retry(ServiceState state) {
        var written = new ParameterView(PARAMETER, "retry", 2, NOON, Optional.of("ann"));
        return Commander.obey(
                state,
                Specs.shopApi().build(),
                List.of(written),
                new Commander.Known(new TreeMap<>(), List.of()),
                () -> id(77),
                NOON);
    }

    private static String refusal(ServiceState after) {
        CommandAnswer answer = after.lastAnswers().getLast();
        return answer.accepted() ? "accepted" : answer.answer();
    }
}
