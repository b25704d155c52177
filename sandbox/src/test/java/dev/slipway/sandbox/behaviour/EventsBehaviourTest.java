package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Eventually;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What EventBridge's patterns match, and what of an event it sends. */
class EventsBehaviourTest {
    private static final String RUN = "slipway-behaviour-" + Long.toString(System.nanoTime(), 36);
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";
    private static final String EVENT = "{\"id\":\"1\",\"account\":\"123456789012\",\"source\":\"shop\",\"time\":"
            + "\"2026-01-01T00:00:00Z\",\"region\":\"eu-west-1\",\"resources\":[],\"detail-type\":\"Pushed\","
            + "\"detail\":{\"tag\":\"v1\",\"size\":7,\"digest\":null}}";

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private final EventBridgeClient events = ACCOUNT.client(EventBridgeClient::builder);
    private final SqsClient sqs = ACCOUNT.client(SqsClient::builder);

    @Test
    @Fact(
            value = "Patterns match by value, prefix, suffix, number, presence, and their opposites",
            known = DOCUMENTED,
            source = "ref-ecr")
    void patternsMatch() {
        var matches = new TreeMap<String, Boolean>();
        for (String detail : List.of(
                "{\"tag\":[\"v1\"]}",
                "{\"tag\":[\"v2\"]}",
                "{\"tag\":[{\"prefix\":\"v\"}]}",
                "{\"tag\":[{\"suffix\":\"2\"}]}",
                "{\"tag\":[{\"anything-but\":[\"v1\"]}]}",
                "{\"tag\":[{\"wildcard\":\"v*\"}]}",
                "{\"size\":[{\"numeric\":[\">\",5,\"<=\",7]}]}",
                "{\"digest\":[null]}",
                "{\"nowhere\":[{\"exists\":false}]}",
                "{\"tag\":[{\"exists\":false}]}")) {
            matches.put(detail, matches("{\"detail\":" + detail + "}"));
        }

        assertThat(matches)
                .isEqualTo(Map.of(
                        "{\"tag\":[\"v1\"]}",
                        true,
                        "{\"tag\":[\"v2\"]}",
                        false,
                        "{\"tag\":[{\"prefix\":\"v\"}]}",
                        true,
                        "{\"tag\":[{\"suffix\":\"2\"}]}",
                        false,
                        "{\"tag\":[{\"anything-but\":[\"v1\"]}]}",
                        false,
                        "{\"tag\":[{\"wildcard\":\"v*\"}]}",
                        true,
                        "{\"size\":[{\"numeric\":[\">\",5,\"<=\",7]}]}",
                        true,
                        "{\"digest\":[null]}",
                        true,
                        "{\"nowhere\":[{\"exists\":false}]}",
                        true,
                        "{\"tag\":[{\"exists\":false}]}",
                        false));
    }

    private boolean matches(String pattern) {
        return events.testEventPattern(test -> test.eventPattern(pattern).event(EVENT))
                .result();
    }

    @Test
    @Fact(value = "A pattern that is none is refused", known = DOCUMENTED, source = "SDK eventbridge:EventBridgeClient")
    void aPatternThatIsNoneIsRefused() {
        assertThatThrownBy(() -> events.putRule(put -> put.name(RUN + "-none").eventPattern("{\"source\":\"shop\"}")))
                .isInstanceOf(InvalidEventPatternException.class);
    }

    @Test
    @Fact(
            value = "A rule sends to each of its targets what its input path names",
            known = DOCUMENTED,
            source = "SDK eventbridge:Target")
    void everyTargetGetsWhatItsInputPathNames() {
        String whole = queue("whole");
        String part = queue("part");
        String rule = RUN + "-parts";
        try {
            events.putRule(put -> put.name(rule).eventPattern("{\"source\":[\"" + RUN + "\"]}"));
            events.putTargets(put -> put.rule(rule)
                    .targets(
                            Target.builder().id("whole").arn(arn(whole)).build(),
                            Target.builder()
                                    .id("part")
                                    .arn(arn(part))
                                    .inputPath("$.detail.image")
                                    .build()));

            String received = Eventually.get(ACCOUNT.patience(), () -> {
                send();
                return received(part);
            });

            assertThat(received).isEqualTo("{\"tag\":\"v1\"}");
            assertThat(received(whole)).contains("\"source\":\"" + RUN + "\"");
        } finally {
            events.removeTargets(remove -> remove.rule(rule).ids("whole", "part"));
            events.deleteRule(delete -> delete.name(rule));
            List.of(whole, part).forEach(queue -> sqs.deleteQueue(delete -> delete.queueUrl(queue)));
        }
    }

    private void send() {
        events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                .source(RUN)
                .detailType("Pushed")
                .detail("{\"image\":{\"tag\":\"v1\"}}")
                .build()));
    }

    private String queue(String name) {
        return sqs.createQueue(create ->
                        create.queueName(RUN + "-" + name).attributes(Map.of(QueueAttributeName.POLICY, POLICY)))
                .queueUrl();
    }

    private String arn(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    private String received(String queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(10))
                .messages()
                .getFirst()
                .body();
    }
}
