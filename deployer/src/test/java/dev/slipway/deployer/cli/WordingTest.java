package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.http.RecordJson;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.Records.Told;
import dev.slipway.deployer.release.Hold;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ReleaseId ONE = new ReleaseId("01JD0000000000000000000001");
    private static final ReleaseId TWO = new ReleaseId("01JD0000000000000000000002");

    @Test
    void tellsWhoseADeploymentIsThatSomeoneElseStarted() {
        var met = met(Optional.empty());

        String text = Wording.service(status(met));

        assertThat(text).contains("""
                in flight shop/api:v7 (070707070707), release 01JD0000000000000000000002: Rolling since 2026-01-01T12:00:00Z
                          someone else's deployment: deployment/7
                """);
    }

    @Test
    void tellsWhichReleaseALateDeploymentBelongsTo() {
        var met = met(Optional.of(ONE));

        String text = Wording.service(status(met));

        assertThat(text)
                .contains("          late deployment of release " + ONE
                        + ", which had ended; it is stopped: deployment/7\n");
    }

    @Test
    void namesTheTriggerInTheHistory() {
        var releases = List.of(met(Optional.empty()), met(Optional.of(ONE)));

        String text = Wording.history(releases);

        assertThat(text).contains("  foreign  ", "  late deployment  ");
    }

    @Test
    void tellsWhatAReleaseThatMayNotStartYetWaitsFor() {
        var state = status(waiting("someone else's deployment is in flight"))
                .change()
                .queue(List.of(queued(TWO)))
                .done();

        String overview = Wording.overview(List.of(state));
        String detail = Wording.service(state);
        String json = RecordJson.service(state).path("release").path("waitsFor").asText();

        assertThat(overview).endsWith("  Preparing  waits: someone else's deployment is in flight; 1 waiting\n");
        assertThat(json).isEqualTo("someone else's deployment is in flight");
        assertThat(detail).contains("\n          waits: someone else's deployment is in flight\n");
    }

    @Test
    void tellsSinceWhenAReleaseThatIsNotOverIsInItsState() {
        var told = new Told(new ServiceName("shop-api"), met(Optional.empty()), List.of(), List.of(), Optional.empty());

        String text = Wording.told(told);

        assertThat(text).contains("\nstate     Rolling since 2026-01-01T12:00:00Z\n");
    }

    @Test
    void tellsAHoldAndWhatWaitsBehindIt() {
        var state = ServiceState.unseen(new ServiceName("shop-api"), NOON)
                .change()
                .hold(Optional.of(new Hold("an incident", "ann", NOON)))
                .queue(List.of(queued(ONE), queued(TWO)))
                .done();

        String overview = Wording.overview(List.of(state));

        assertThat(overview).endsWith("  held: an incident; 2 waiting\n");
    }

    private static Release queued(ReleaseId id) {
        var image = Image.of("shop/api", new Digest("sha256:" + "07".repeat(32)), "v7");
        return Release.queued(id, new Trigger.Push("v7", NOON), image, NOON);
    }

    private static Release waiting(String why) {
        var release = queued(ONE);
        var preparing = new ReleaseState.Preparing(NOON, Optional.empty(), Optional.empty(), Optional.of(why));
        return release.to(preparing, NOON, "waiting: " + why);
    }

    private static Release met(Optional<ReleaseId> late) {
        var image = Image.of("shop/api", new Digest("sha256:" + "07".repeat(32)), "v7");
        var pin = new ReleaseState.Pin("deployment/7", "shop-api:7");
        return Release.met(TWO, new Trigger.Foreign("deployment/7", late), image, "hash", pin, NOON);
    }

    private static ServiceState status(Release release) {
        return ServiceState.unseen(new ServiceName("shop-api"), NOON)
                .change()
                .release(Optional.of(release))
                .done();
    }
}
