package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.JournalContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JournalOverTheWireTest extends JournalContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();

    @BeforeAll
    static void makeTheTable() {
        SERVED.makeTable("slipway");
    }

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Journal journal() {
        return new DynamoJournal(SERVED.clients(), "slipway");
    }
}
