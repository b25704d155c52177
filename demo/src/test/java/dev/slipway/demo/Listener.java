package dev.slipway.demo;

import dev.slipway.demo.stage.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Hears whatever Slipway announces, as a team would: by a rule of EventBridge and a queue. */
final class Listener {
    private static final String NAME = "listener";
    private static final String EVENTS_MAY_SEND = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

    private final AwsClients aws;
    private final String queueUrl;
    private final List<String> heard = new ArrayList<>();

    private Listener(AwsClients aws, String queueUrl) {
        this.aws = aws;
        this.queueUrl = queueUrl;
    }

    /** Listens from now on. */
    static Listener to(AwsClients aws) {
        String url = aws.sqs()
                .createQueue(request ->
                        request.queueName(NAME).attributes(Map.of(QueueAttributeName.POLICY, EVENTS_MAY_SEND)))
                .queueUrl();
        String arn = aws.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        aws.events().putRule(request -> request.name(NAME).eventPattern("{\"source\":[\"slipway\"]}"));
        aws.events()
                .putTargets(request -> request.rule(NAME)
                        .targets(Target.builder().id(NAME).arn(arn).build()));
        return new Listener(aws, url);
    }

    /** Whether the end of this release was announced. */
    boolean heardOf(Recorded release) {
        take();
        return heard.stream().anyMatch(text -> text.contains(release.id()) && text.contains(release.state()));
    }

    private void take() {
        List<Message> messages;
        do {
            messages = aws.sqs()
                    .receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
                    .messages();
            for (Message message : messages) {
                heard.add(message.body());
                aws.sqs().deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            }
        } while (!messages.isEmpty());
    }
}
