package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.InboxContract;
import dev.slipway.deployer.reconcile.port.WakeUps;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

class InboxOverTheWireTest extends InboxContract {
    private static final ServedSandbox SERVED = ServedSandbox.withQueues();

    private final String queueUrl = SERVED.clients()
            .sqs()
            .createQueue(request -> request.queueName("q-" + UUID.randomUUID()))
            .queueUrl();

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Inbox inbox() {
        return new SqsInbox(SERVED.clients(), queueUrl);
    }

    @Override
    protected WakeUps wakeUps() {
        return new SqsWakeUps(SERVED.clients(), queueUrl);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(2);
    }
}
