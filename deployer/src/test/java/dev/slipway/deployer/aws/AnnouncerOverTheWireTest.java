package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Announcer;
import dev.slipway.deployer.reconcile.port.AnnouncerContract;
import dev.slipway.deployer.reconcile.port.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An announcement arrives where a rule for the source {@code slipway} sends it. */
class AnnouncerOverTheWireTest extends AnnouncerContract {
    private static final ServedSandbox SERVED = ServedSandbox.withQueues();

    private static final String EVENTS_MAY_SEND = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

    private final String name = "listener-" + UUID.randomUUID();
    private Inbox listener;

    @BeforeEach
    void listen() {
        AwsClients clients = SERVED.clients();
        String url = clients.sqs()
                .createQueue(request ->
                        request.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, EVENTS_MAY_SEND)))
                .queueUrl();
        String arn = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        clients.events().putRule(request -> request.name(name).eventPattern("{\"source\":[\"slipway\"]}"));
        clients.events()
                .putTargets(request -> request.rule(name)
                        .targets(Target.builder().id("listener").arn(arn).build()));
        listener = new SqsInbox(clients, url);
    }

    @AfterEach
    void listenNoMore() {
        SERVED.clients().events().removeTargets(request -> request.rule(name).ids("listener"));
    }

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Announcer announcer() {
        return new EventBridgeAnnouncer(SERVED.clients());
    }

    @Override
    protected List<Heard> heard() {
        return listener.receive(1, Duration.ofSeconds(5)).stream()
                .map(message -> json(message.body()))
                .map(event -> new Heard(
                        event.path("source").asText(), event.path("detail-type").asText(), event.path("detail")))
                .toList();
    }
}
