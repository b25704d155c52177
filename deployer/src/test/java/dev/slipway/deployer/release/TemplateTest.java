package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a template that changes. */
class TemplateTest {
    private static final ServiceSpec RELEASES =
            Specs.shopApi().releasingTemplates().build();
    private static final Instant LONG_AGO = NOON.minusSeconds(3600);

    @Test
    void theFirstOneIsOnlySeen() {
        var after = look(v2LiveAfterV1(), RELEASES, "one");

        assertThat(after.template()).contains(new TemplateSeen("one", "", NOON));
        assertThat(after.queue()).isEmpty();
    }

    @Test
    void aChangeReleasesWhatIsLiveOnceMore() {
        var after = look(seen("one", LONG_AGO), RELEASES, "two");

        assertThat(after.queue())
                .containsExactly(Release.queued(id(7), new Trigger.TemplateChange("two"), Shop.V2, NOON));
        assertThat(after.template()).contains(new TemplateSeen("two", "one", NOON));
        var begun = Intake.startNext(after.change().outbox(Outbox.EMPTY).done(), NOON);
        assertThat(begun.release().map(Release::id)).contains(id(7));
    }

    @Test
    void aChangeIsOnlyRecordedIfNothingElseIsConfigured() {
        var after = look(seen("one", LONG_AGO), Specs.shopApi().build(), "two");

        assertThat(after.queue()).isEmpty();
        assertThat(after.template().orElseThrow().hash()).isEqualTo("two");
    }

    @Test
    void aChangeWaitsWhileSomethingIsUnderWay() {
        var busy = seen("one", LONG_AGO)
                .change()
                .release(Optional.of(Scene.rolling().release()))
                .done();

        var after = look(busy, RELEASES, "two");

        assertThat(after).isEqualTo(busy);
    }

    @Test
    void aWorkerThatStillHasTheOneBeforeChangesNothing() {
        var state = look(seen("one", LONG_AGO), RELEASES, "two")
                .change()
                .queue(List.of())
                .done();

        var after = look(state, RELEASES, "one");

        assertThat(after).isEqualTo(state);
    }

    @Test
    void theOneBeforeIsAChangeLater() {
        var state = v2LiveAfterV1()
                .change()
                .template(Optional.of(new TemplateSeen("two", "one", LONG_AGO)))
                .done();

        var after = look(state, RELEASES, "one");

        assertThat(after.queue()).hasSize(1);
    }

    private static ServiceState seen(String hash, Instant at) {
        return v2LiveAfterV1()
                .change()
                .template(Optional.of(TemplateSeen.first(hash, at)))
                .done();
    }

    private static ServiceState look(ServiceState state, ServiceSpec spec, String hash) {
        return Intake.template(state, spec, hash, id(7), NOON).next();
    }
}
