package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.testing.MapJournal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final Digest OLD = new Digest("sha256:" + "0a".repeat(32));
    private static final Digest OTHER = new Digest("sha256:" + "0b".repeat(32));

    private final Quarantine quarantine = new Quarantine(new MapJournal());

    @Test
    void keepsWhatStateHasNoRoomFor() {
        quarantine.settle(state(List.of(OLD), List.of()));

        assertThat(quarantine.holds(state(List.of(), List.of()), OLD)).isTrue();
        assertThat(quarantine.holds(state(List.of(), List.of()), OTHER)).isFalse();
    }

    @Test
    void doesNotHoldWhatIsAboutToBeLifted() {
        quarantine.settle(state(List.of(OLD), List.of()));

        assertThat(quarantine.holds(state(List.of(), List.of(OLD)), OLD)).isFalse();
    }

    @Test
    void forgetsWhatIsLifted() {
        quarantine.settle(state(List.of(OLD, OTHER), List.of()));

        quarantine.settle(state(List.of(), List.of(OLD)));

        assertThat(quarantine.holds(SHOP, OLD)).isFalse();
        assertThat(quarantine.holds(SHOP, OTHER)).isTrue();
    }

    @Test
    void findsThemByTheirBeginning() {
        quarantine.settle(state(List.of(OLD, OTHER), List.of()));

        assertThat(quarantine.beginning(SHOP, "sha256:0a0a0a0a0a0a")).containsExactly(OLD);
        assertThat(quarantine.beginning(SHOP, "sha256:0c")).isEmpty();
    }

    private static ServiceState state(List<Digest> overflow, List<Digest> lifted) {
        var outbox = new Outbox(false, List.of(), List.of(), List.of(), List.of(), overflow, lifted);
        return ServiceState.unseen(SHOP, Instant.parse("2026-01-01T12:00:00Z"))
                .change()
                .outbox(outbox)
                .done();
    }
}
