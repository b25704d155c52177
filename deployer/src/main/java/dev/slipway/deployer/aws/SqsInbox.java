package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The work queue in SQS. */
public final class SqsInbox implements Inbox {
    private static final String RECEIVE_MESSAGE = "sqs:ReceiveMessage";
    private static final String DELETE_MESSAGE = "sqs:DeleteMessage";
    static final String SEND_MESSAGE = "sqs:SendMessage";

    private static final String GET_QUEUE_ATTRIBUTES = "sqs:GetQueueAttributes";
    /** In {@code {"deadLetterTargetArn":"arn:aws:sqs:region:account:name","maxReceiveCount":5}}, the name. */
    private static final Pattern TARGET = Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"[^\"]*:([^\":]+)\"");

    /** What a long poll may take beyond its wait. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsInbox(AwsClients clients, String queueUrl) {
        this(clients.sqs(), queueUrl);
    }

    private SqsInbox(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
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

    /** SQS keeps both queues of a redrive policy in one account and region, so that their URLs differ in the name alone. */
    @Override
    @Iam(GET_QUEUE_ATTRIBUTES)
    public Optional<Inbox> deadLetters() {
        String policy = Calls.of(
                        GET_QUEUE_ATTRIBUTES,
                        () -> sqs.getQueueAttributes(request ->
                                request.queueUrl(queueUrl).attributeNames(QueueAttributeName.REDRIVE_POLICY)))
                .attributes()
                .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
        var target = TARGET.matcher(policy);
        return target.find()
                ? Optional.of(new SqsInbox(sqs, queueUrl.substring(0, queueUrl.lastIndexOf('/') + 1) + target.group(1)))
                : Optional.empty();
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
