package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Inbox;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The work queue in SQS. */
public final class SqsInbox implements Inbox {
    private static final String RECEIVE_MESSAGE = "sqs:ReceiveMessage";
    private static final String DELETE_MESSAGE = "sqs:DeleteMessage";
    static final String SEND_MESSAGE = "sqs:SendMessage";

    /** What a long poll may take beyond its wait. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsInbox(AwsClients clients, String queueUrl) {
        this.sqs = clients.sqs();
        this.queueUrl = queueUrl;
    }

    @Override
    @Iam(RECEIVE_MESSAGE)
    public List<Message> receive(int max, Duration wait) {
        return Calls.of(
                        RECEIVE_MESSAGE,
                        () -> sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                                .maxNumberOfMessages(max)
                                .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                                .overrideConfiguration(override -> override.apiCallTimeout(wait.plus(GRACE)))))
                .messages()
                .stream()
                .map(SqsInbox::message)
                .toList();
    }

    @Override
    @Iam(DELETE_MESSAGE)
    public void delete(Message message) {
        Calls.of(
                DELETE_MESSAGE,
                () -> sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receipt())));
    }

    @Override
    @Iam(SEND_MESSAGE)
    public void send(String body, Duration delay) {
        send(sqs, queueUrl, body, delay);
    }

    static void send(SqsClient sqs, String queueUrl, String body, Duration delay) {
        Calls.of(
                SEND_MESSAGE,
                () -> sqs.sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(body)
                        // Rounded up: a message that comes too early looks, finds nothing due and founds no new chain.
                        .delaySeconds(Math.toIntExact(delay.plusMillis(999).toSeconds()))));
    }

    private static Message message(software.amazon.awssdk.services.sqs.model.Message message) {
        String received = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return new Message(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                received == null ? 1 : Integer.parseInt(received));
    }
}
