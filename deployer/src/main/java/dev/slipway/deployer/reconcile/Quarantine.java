package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.release.ServiceState;
import java.util.List;
import java.util.Optional;

/** The digests that proved bad so long ago that STATE has no room for them any more: an item each. */
final class Quarantine {
    /** Two are enough to know that a beginning is not unique. */
    private static final int MOST = 5;

    private final Journal journal;

    Quarantine(Journal journal) {
        this.journal = journal;
    }

    /** Whether it is quarantined here. What STATE is about to lift is not any more. */
    boolean holds(ServiceState state, Digest digest) {
        return !state.outbox().lifted().contains(digest) && holds(state.service(), digest);
    }

    boolean holds(ServiceName service, Digest digest) {
        return journal.get(Keys.service(service), key(digest)).isPresent();
    }

    /** Some of those that begin so, such as {@code sha256:0a1b2c3d4e5f}. */
    List<Digest> beginning(ServiceName service, String with) {
        return journal.query(Keys.service(service), Keys.QUARANTINED + with, false, MOST).stream()
                .map(item -> new Digest(item.sk().substring(Keys.QUARANTINED.length())))
                .toList();
    }

    /** Does what was decided: the digests that overflow come in before any that is lifted goes. */
    void settle(ServiceState state) {
        for (Digest digest : state.outbox().overflow()) {
            journal.put(
                    new Item(Keys.service(state.service()), key(digest), "{}", 0, "", Optional.empty()),
                    new Condition.None());
        }
        state.outbox().lifted().forEach(digest -> journal.delete(Keys.service(state.service()), key(digest)));
    }

    private static String key(Digest digest) {
        return Keys.QUARANTINED + digest.value();
    }
}
