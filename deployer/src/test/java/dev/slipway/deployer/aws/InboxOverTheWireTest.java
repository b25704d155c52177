package dev.slipway.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.InboxContract;
import dev.slipway.deployer.reconcile.port.WakeUps;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

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

    @Test
    void findsTheQueueOfWhatNobodyCouldRead() {
        String name = "dead-" + UUID.randomUUID();
        var sqs = SERVED.clients().sqs();
        String dead = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        String policy = "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:" + name
                + "\",\"maxReceiveCount\":\"5\"}";
        sqs.setQueueAttributes(
                request -> request.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        new SqsInbox(SERVED.clients(), dead).send("lost", Duration.ZERO);

        var found = inbox().deadLetters().orElseThrow().receive(1, patience());

        assertThat(found).extracting(Inbox.Message::body).containsExactly("lost");
    }

    @Test
    void saysThatThereIsNone() {
        var found = inbox().deadLetters();

        assertThat(found).isEmpty();
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
