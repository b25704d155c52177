package dev.slipway.deployer.aws;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.WakeUps;
import dev.slipway.deployer.stimulus.Stimulus;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Delayed messages to ourselves on the work queue. */
public final class SqsWakeUps implements WakeUps {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsWakeUps(AwsClients clients, String queueUrl) {
        this.sqs = clients.sqs();
        this.queueUrl = queueUrl;
    }

    @Override
    @Iam(SqsInbox.SEND_MESSAGE)
    public void send(ServiceName service, String token, Duration delay) {
        SqsInbox.send(sqs, queueUrl, new Stimulus.WakeUp(service, token).body(), delay);
    }
}
