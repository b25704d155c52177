package dev.slipway.deployer.aws;

import static dev.slipway.deployer.aws.SdkJsonTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.reconcile.port.Announcer;
import dev.slipway.deployer.reconcile.port.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An announcement arrives where a rule for the source {@code slipway} sends it. */
class AnnouncerOverTheWireTest {
    private static final ServedSandbox SERVED = ServedSandbox.withQueues();

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Test
    void reachesWhoeverListensToTheSourceSlipway() {
        Inbox listener = listener();
        Announcer announcer = new EventBridgeAnnouncer(SERVED.clients());

        announcer.announce("Slipway Release State Change", "{\"id\":\"R#7\"}");

        List<Inbox.Message> received = listener.receive(1, Duration.ofSeconds(5));
        assertThat(received).hasSize(1);
        JsonNode event = json(received.getFirst().body());
        assertThat(event.path("source").asText()).isEqualTo("slipway");
        assertThat(event.path("detail-type").asText()).isEqualTo("Slipway Release State Change");
        assertThat(event.path("detail")).isEqualTo(json("{\"id\":\"R#7\"}"));
    }

    private static final String EVENTS_MAY_SEND = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

    private static Inbox listener() {
        AwsClients clients = SERVED.clients();
        String url = clients.sqs()
                .createQueue(request ->
                        request.queueName("listener").attributes(Map.of(QueueAttributeName.POLICY, EVENTS_MAY_SEND)))
                .queueUrl();
        String arn = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        clients.events().putRule(request -> request.name("ours").eventPattern("{\"source\":[\"slipway\"]}"));
        clients.events()
                .putTargets(request -> request.rule("ours")
                        .targets(Target.builder().id("listener").arn(arn).build()));
        return new SqsInbox(clients, url);
    }
}
