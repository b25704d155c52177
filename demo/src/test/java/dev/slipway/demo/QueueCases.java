package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What Slipway relies on in SQS, as AWS documents it: of every SQS that tests run against, so that they are known to agree.
 * Where one of them does not, its own class says so. Each case has queues of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueCases {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LONGEST_POLL_SECONDS = 20;

    /** A client of the SQS in question, which is account 123456789012's in eu-west-1. */
    protected abstract SqsClient sqs();

    @Test
    void aMessageIsReceivedAsItWasSent() {
        String queue = queue(Map.of());
        String sent = send(queue, "{\"who\": \"Zoë & <co>\"}");

        Message received = receive(queue, 5).getFirst();

        assertThat(received.messageId()).isEqualTo(sent);
        assertThat(received.body()).isEqualTo("{\"who\": \"Zoë & <co>\"}");
        assertThat(receives(received)).isEqualTo(1);
    }

    @Test
    void anEmptyQueueAnswersAtOnceUnlessOneWaits() {
        String queue = queue(Map.of());

        Timed atOnce = timed(() -> receive(queue, 0));
        Timed waited = timed(() -> receive(queue, 2));

        assertThat(atOnce.messages()).isEmpty();
        assertThat(waited.messages()).isEmpty();
        assertThat(waited.took()).isGreaterThan(Duration.ofMillis(1900));
    }

    @Test
    void aLongPollEndsWithTheFirstMessage() {
        String queue = queue(Map.of());
        var poll = CompletableFuture.supplyAsync(() -> timed(() -> receive(queue, LONGEST_POLL_SECONDS)));

        send(queue, "at last");
        Timed polled = poll.join();

        assertThat(polled.messages()).extracting(Message::body).containsExactly("at last");
        assertThat(polled.took()).isLessThan(Duration.ofSeconds(LONGEST_POLL_SECONDS));
    }

    @Test
    void noMoreAreReceivedThanAskedAndTenAtMostMayBe() {
        String queue = queue(Map.of());
        List.of("one", "two", "three").forEach(body -> send(queue, body));

        List<Message> two = sqs().receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(2).waitTimeSeconds(5))
                .messages();

        assertThat(two).hasSizeBetween(1, 2);
        assertThatThrownBy(() ->
                        sqs().receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void aDelayedMessageComesLater() {
        String queue = queue(Map.of());
        sqs().sendMessage(
                        request -> request.queueUrl(queue).messageBody("later").delaySeconds(2));

        List<Message> atOnce = receive(queue, 0);
        List<Message> later = receive(queue, 10);

        assertThat(atOnce).isEmpty();
        assertThat(later).extracting(Message::body).containsExactly("later");
        assertThat(receives(later.getFirst())).isEqualTo(1);
    }

    @Test
    void aDelayOfMoreThanFifteenMinutesIsRefused() {
        String queue = queue(Map.of());

        assertThatThrownBy(() -> sqs().sendMessage(request ->
                        request.queueUrl(queue).messageBody("late").delaySeconds(901)))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void whatIsNotDeletedComesAgainAfterTheVisibilityTimeoutWithAnotherReceipt() {
        String queue = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "2"));
        send(queue, "again");

        Message first = receive(queue, 5).getFirst();
        List<Message> hidden = receive(queue, 0);
        Message second = receive(queue, 10).getFirst();

        assertThat(hidden).isEmpty();
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(receives(second)).isEqualTo(2);
    }

    @Test
    void aVisibilityOfZeroLetsGoAtOnce() {
        String queue = queue(Map.of());
        send(queue, "handed back");
        Message first = receive(queue, 5).getFirst();

        changeVisibility(queue, first, 0);
        List<Message> again = receive(queue, 5);

        assertThat(again).extracting(Message::messageId).containsExactly(first.messageId());
    }

    @Test
    void aLongerVisibilityCountsFromNow() {
        String queue = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "2"));
        send(queue, "kept");
        Message first = receive(queue, 5).getFirst();

        changeVisibility(queue, first, 60);
        List<Message> again = receive(queue, 3);

        assertThat(again).isEmpty();
    }

    @Test
    void aDeletedMessageIsGone() {
        String queue = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        send(queue, "done");
        Message received = receive(queue, 5).getFirst();

        delete(queue, received);
        List<Message> again = receive(queue, 2);

        assertThat(again).isEmpty();
    }

    @Test
    void aMessageMayBeDeletedAgain() {
        String queue = queue(Map.of());
        send(queue, "done");
        Message received = receive(queue, 5).getFirst();

        delete(queue, received);

        assertThatCode(() -> delete(queue, received)).doesNotThrowAnyException();
    }

    /** AWS of DeleteMessage: "If you use an old ReceiptHandle, the request will succeed, but the message might not be deleted." */
    @Test
    void anOldReceiptIsNoError() {
        String queue = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        send(queue, "handled twice");
        Message first = receive(queue, 5).getFirst();

        List<Message> second = receive(queue, 10);

        assertThat(second).extracting(Message::messageId).containsExactly(first.messageId());
        assertThatCode(() -> delete(queue, first)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNoReceiptIsRefused() {
        String queue = queue(Map.of());

        assertThatThrownBy(() ->
                        sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle("no receipt")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    void whatWasReceivedTooOftenGoesToTheDeadLetterQueue() {
        String dead = queue(Map.of());
        String queue = queue(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, "1", QueueAttributeName.REDRIVE_POLICY, redrive(dead, 2)));
        String sent = send(queue, "deploy v41 now");
        receive(queue, 5);
        receive(queue, 10);

        List<Message> third = receive(queue, 3);
        List<Message> given = receive(dead, 10);

        assertThat(third).isEmpty();
        assertThat(given).extracting(Message::body).containsExactly("deploy v41 now");
        assertThat(given).extracting(Message::messageId).containsExactly(sent);
    }

    @Test
    void aMoveTaskBringsDeadLettersBack() {
        String dead = queue(Map.of());
        String queue = queue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(dead, 2)));
        send(dead, "readable by now");

        sqs().startMessageMoveTask(request -> request.sourceArn(arn(dead)).destinationArn(arn(queue)));
        List<Message> back = receive(queue, 10);

        assertThat(back).extracting(Message::body).containsExactly("readable by now");
        assertThat(receive(dead, 0)).isEmpty();
    }

    @Test
    void policyAndRetentionReadBackAsTheyWereSet() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        String queue = queue(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "86400"));
        sqs().setQueueAttributes(
                        request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, policy)));

        Map<QueueAttributeName, String> attributes = attributes(queue);

        assertThat(attributes).containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "86400");
        assertThat(json(attributes.get(QueueAttributeName.POLICY))).isEqualTo(json(policy));
    }

    @Test
    void whatTheQueueObeysReadsBackAsItWasSet() {
        String dead = queue(Map.of());
        String queue = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "45"));
        sqs().setQueueAttributes(request ->
                request.queueUrl(queue).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(dead, 5))));

        Map<QueueAttributeName, String> attributes = attributes(queue);
        JsonNode redrive = json(attributes.get(QueueAttributeName.REDRIVE_POLICY));

        assertThat(attributes)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45")
                .containsEntry(
                        QueueAttributeName.QUEUE_ARN,
                        "arn:aws:sqs:eu-west-1:123456789012:" + queue.substring(queue.lastIndexOf('/') + 1));
        assertThat(redrive.path("deadLetterTargetArn").asText()).isEqualTo(arn(dead));
        assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(5);
    }

    @Test
    void whatWaitsIsBeingHandledAndIsForLaterIsCounted() {
        String queue = queue(Map.of());
        send(queue, "waits");
        sqs().sendMessage(
                        request -> request.queueUrl(queue).messageBody("later").delaySeconds(60));
        Counted before = Eventually.get(SOON, () -> counted(queue, 1, 0, 1));

        receive(queue, 5);
        Counted after = Eventually.get(SOON, () -> counted(queue, 0, 1, 1));

        assertThat(List.of(before, after)).containsExactly(new Counted(1, 0, 1), new Counted(0, 1, 1));
    }

    @Test
    void whatIsNoQueueIsCalledSo() {
        String queue = queue(Map.of());
        String nowhere = queue + "-that-is-not-there";

        assertThatThrownBy(() -> sqs().getQueueUrl(request -> request.queueName("not-there")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> receive(nowhere, 0)).isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> send(nowhere, "lost")).isInstanceOf(QueueDoesNotExistException.class);
    }

    /** The deployer knows the dead-letter queue's ARN and its own queue's URL, and makes the other's URL of both. */
    @Test
    void urlsOfAnAccountDifferInTheNameAlone() {
        String one = queue(Map.of());
        String other = queue(Map.of());

        String made = one.substring(0, one.lastIndexOf('/') + 1)
                + arn(other).substring(arn(other).lastIndexOf(':') + 1);

        assertThat(made).isEqualTo(other);
    }

    private String queue(Map<QueueAttributeName, String> attributes) {
        return sqs().createQueue(
                        request -> request.queueName("q-" + UUID.randomUUID()).attributes(attributes))
                .queueUrl();
    }

    private String send(String queue, String body) {
        return sqs().sendMessage(request -> request.queueUrl(queue).messageBody(body))
                .messageId();
    }

    private List<Message> receive(String queue, int waitSeconds) {
        return sqs().receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    private void delete(String queue, Message message) {
        sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    private void changeVisibility(String queue, Message message, int seconds) {
        sqs().changeMessageVisibility(request ->
                request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    private Map<QueueAttributeName, String> attributes(String queue) {
        return sqs().getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private String arn(String queue) {
        return attributes(queue).getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    private String redrive(String dead, int receives) {
        return "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":" + receives + "}";
    }

    private static int receives(Message message) {
        return Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return JSON.readTree(String.valueOf(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text + " is no JSON", e);
        }
    }

    /** What AWS calls approximate. */
    private record Counted(int waiting, int handled, int later) {}

    private Counted counted(String queue, int waiting, int handled, int later) {
        Map<QueueAttributeName, String> attributes = attributes(queue);
        var seen = new Counted(
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        assertThat(seen).isEqualTo(new Counted(waiting, handled, later));
        return seen;
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "-1"));
    }

    private record Timed(List<Message> messages, Duration took) {}

    private static Timed timed(Supplier<List<Message>> call) {
        long start = System.nanoTime();
        List<Message> messages = call.get();
        return new Timed(messages, Duration.ofNanos(System.nanoTime() - start));
    }
}
