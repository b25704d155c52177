package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.ServiceState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of bad digests that STATE has no room for, in any journal. Items stay in it, so each test has a service of its own. */
public abstract class QuarantineContract {
    private static final Digest OLD = new Digest("sha256:" + "0a".repeat(32));
    private static final Digest OTHER = new Digest("sha256:" + "0b".repeat(32));

    protected abstract Journal journal();

    @Test
    void keepsWhatStateHasNoRoomFor() {
        var quarantine = new Quarantine(journal());

        quarantine.settle(state("keeps", List.of(OLD), List.of()));

        assertThat(quarantine.holds(state("keeps", List.of(), List.of()), OLD)).isTrue();
        assertThat(quarantine.holds(state("keeps", List.of(), List.of()), OTHER))
                .isFalse();
        assertThat(quarantine.holds(new ServiceName("another"), OLD)).isFalse();
    }

    /** Its oldest digest is on its way out while STATE is written, and in an item of its own after that. */
    @Test
    void takesTheOldestOfAFullState() {
        var quarantine = new Quarantine(journal());
        var full = ServiceState.unseen(new ServiceName("full"), Instant.parse("2026-01-01T12:00:00Z"))
                .change();
        for (int n = 0; n <= ServiceState.QUARANTINE; n++) {
            full.quarantining(numbered(n));
        }

        quarantine.settle(full.done());

        assertThat(quarantine.holds(new ServiceName("full"), numbered(0))).isTrue();
        assertThat(quarantine.holds(new ServiceName("full"), numbered(1))).isFalse();
    }

    @Test
    void isToldTwiceWithoutHarm() {
        var quarantine = new Quarantine(journal());
        quarantine.settle(state("twice", List.of(OLD), List.of()));

        quarantine.settle(state("twice", List.of(OLD), List.of()));

        assertThat(quarantine.beginning(new ServiceName("twice"), "sha256:")).containsExactly(OLD);
    }

    @Test
    void doesNotHoldWhatIsAboutToBeLifted() {
        var quarantine = new Quarantine(journal());
        quarantine.settle(state("lifted", List.of(OLD), List.of()));

        boolean holds = quarantine.holds(state("lifted", List.of(), List.of(OLD)), OLD);

        assertThat(holds).isFalse();
    }

    @Test
    void forgetsWhatIsLifted() {
        var quarantine = new Quarantine(journal());
        quarantine.settle(state("forgets", List.of(OLD, OTHER), List.of()));

        quarantine.settle(state("forgets", List.of(), List.of(OLD)));

        assertThat(quarantine.holds(new ServiceName("forgets"), OLD)).isFalse();
        assertThat(quarantine.holds(new ServiceName("forgets"), OTHER)).isTrue();
    }

    @Test
    void findsThemByTheirBeginning() {
        var quarantine = new Quarantine(journal());
        quarantine.settle(state("finds", List.of(OLD, OTHER), List.of()));

        var found = quarantine.beginning(new ServiceName("finds"), "sha256:0a0a0a0a0a0a");

        assertThat(found).containsExactly(OLD);
        assertThat(quarantine.beginning(new ServiceName("finds"), "sha256:0c")).isEmpty();
    }

    private static Digest numbered(int number) {
        return new Digest("sha256:" + "%064x".formatted(number));
    }

    private static ServiceState state(String service, List<Digest> overflow, List<Digest> lifted) {
        var outbox = new Outbox(false, List.of(), List.of(), List.of(), List.of(), overflow, lifted);
        return ServiceState.unseen(new ServiceName(service), Instant.parse("2026-01-01T12:00:00Z"))
                .change()
                .outbox(outbox)
                .done();
    }
}
