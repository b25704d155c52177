package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** With what a release begins, and stays with whatever becomes of the files meanwhile. */
class FreezerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final ReleaseId LIVE = new ReleaseId("01JD%022d".formatted(1));
    private static final Image IMAGE = Image.of("shop/api", new Digest("sha256:" + "01".repeat(32)), "v1");
    private static final ServiceState STATE = ServiceState.unseen(SHOP.name(), NOON)
            .change()
            .live(Optional.of(new Good(LIVE, IMAGE, "td", "shop:1", "its-suites", NOON, Optional.empty(), false)))
            .done();

    private final Codec codec = new Codec();
    private final Freezer freezer = new Freezer(new Store(new MapJournal(), codec), codec);

    @Test
    void aRollbackTakesTheSuitesThatItsTargetPassed() {
        var rollback = new Trigger.ManualRollback(LIVE, Optional.of(LIVE), false, "ann", Optional.empty());

        var frozen = frozen(rollback, SHOP);

        assertThat(frozen.suitesHash()).isEqualTo("its-suites");
    }

    @Test
    void aPushTakesTheSuitesOfToday() {
        var frozen = frozen(new Trigger.Push("v1", NOON), SHOP);

        assertThat(frozen.suitesHash()).isEqualTo(freezer.pin(SHOP, config()));
    }

    @Test
    void whatWasFrozenIsReadBackThoughTheServiceIsConfiguredOtherwiseNow() {
        var frozen = frozen(new Trigger.Push("v1", NOON), SHOP);
        frozen(new Trigger.Push("v1", NOON), Specs.shopApi().noAutomaticRetry().build());

        var read = freezer.thaw(STATE, frozen);

        assertThat(read.spec()).isEqualTo(SHOP);
    }

    private Release frozen(Trigger trigger, ServiceSpec spec) {
        var release = Release.queued(new ReleaseId("01JD%022d".formatted(2)), trigger, IMAGE, NOON);
        return freezer.freeze(STATE, release, spec, config());
    }

    private static ConfigSet config() {
        var suites = new TreeMap<String, String>();
        suites.put("suites/shop.yaml", "version: 1");
        return new ConfigSet("hash", new TreeMap<>(), suites, new TreeMap<>(), List.of());
    }
}
