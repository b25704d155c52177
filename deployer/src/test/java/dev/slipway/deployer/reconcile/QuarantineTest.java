package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.testing.MapJournal;

class QuarantineTest extends QuarantineContract {
    private final Journal journal = new MapJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
