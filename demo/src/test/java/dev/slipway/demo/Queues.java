package dev.slipway.demo;

import dev.slipway.demo.stage.Names;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The deployer's queues, as a test looks at them. */
record Queues(SqsClient sqs) {

    String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    /** Sends to the deployer; answers the message's id. */
    String send(String body) {
        return send(Names.QUEUE, body);
    }

    String send(String queue, String body) {
        return sqs.sendMessage(request -> request.queueUrl(url(queue)).messageBody(body))
                .messageId();
    }

    /** Those waiting and those being handled; not the wake-ups for later. */
    int messages(String queue) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(url(queue))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    List<Message> deadLetters() {
        return sqs.receiveMessage(request -> request.queueUrl(url(Names.DEAD_LETTERS))
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(0))
                .messages();
    }

    /** The account's own minutes are too long for a test to wait for five of them. */
    void moveToTheDeadLettersAfter(String visibilitySeconds, int receives) {
        String before = sqs.getQueueAttributes(
                        request -> request.queueUrl(url(Names.QUEUE)).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                .attributes()
                .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
        String policy = before.replaceFirst("(\"maxReceiveCount\":\\s*\"?)\\d+", "$1" + receives);
        sqs.setQueueAttributes(request -> request.queueUrl(url(Names.QUEUE))
                .attributes(Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        visibilitySeconds,
                        QueueAttributeName.REDRIVE_POLICY,
                        policy)));
    }
}
