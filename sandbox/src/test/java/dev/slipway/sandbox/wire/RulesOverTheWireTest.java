package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** EventBridge's rules and targets, at their limits and in their corners. */
class RulesOverTheWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Served SERVED = new Served();

    private final EventBridgeClient events = SERVED.client(EventBridgeClient.builder());
    private final SqsClient sqs = SERVED.client(SqsClient.builder());

    @Test
    void sendNothingWhileTheyAreDisabled() {
        String queue = queueFor("switched", "switched");
        events.disableRule(disable -> disable.name("switched"));
        put("switched", "{\"n\":1}");
        events.enableRule(enable -> enable.name("switched"));
        put("switched", "{\"n\":2}");
        events.putRule(rule -> rule.name("switched")
                .eventPattern("{\"source\":[\"switched\"]}")
                .state(RuleState.DISABLED));
        put("switched", "{\"n\":3}");
        events.putRule(rule -> rule.name("switched").eventPattern("{\"source\":[\"switched\"]}"));
        put("switched", "{\"n\":4}");

        List<String> received = receive(queue, 2);

        assertThat(received)
                .extracting(event -> tree(event).at("/detail/n").asInt())
                .containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void haveFiveTargetsAtMost() {
        events.putRule(rule -> rule.name("crowded").eventPattern("{\"source\":[\"crowded\"]}"));
        events.putTargets(put -> put.rule("crowded").targets(targets(5)));
        events.putTargets(put -> put.rule("crowded").targets(targets(5)));

        assertThatThrownBy(() -> events.putTargets(put -> put.rule("crowded").targets(targets(6))))
                .isInstanceOf(LimitExceededException.class);
        assertThat(events.listTargetsByRule(list -> list.rule("crowded")).targets())
                .hasSize(5);
    }

    @Test
    void haveAPatternOfTwoThousandAndFortyEightCharactersAtMost() {
        events.putRule(rule -> rule.name("long").eventPattern(pattern(2048)));

        assertThatThrownBy(() -> events.putRule(rule -> rule.name("longer").eventPattern(pattern(2049))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("exceeds the quota of 2048 characters");
        assertThatThrownBy(() -> events.putRule(rule -> rule.name("longest").eventPattern(pattern(4097))))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("Member must have length less than or equal to 4096");
    }

    @Test
    void areNotDeletedWithTheirTargets() {
        events.putRule(rule -> rule.name("held").eventPattern("{\"source\":[\"held\"]}"));
        events.putTargets(put -> put.rule("held").targets(targets(1)));

        assertThatThrownBy(() -> events.deleteRule(delete -> delete.name("held")))
                .hasMessageContaining("Rule can't be deleted since it has targets.");
        var removed = events.removeTargets(remove -> remove.rule("held").ids("target-0", "never"));
        events.deleteRule(delete -> delete.name("held"));

        assertThat(removed.failedEntries())
                .extracting(entry -> entry.targetId() + " " + entry.errorCode())
                .containsExactly("never ResourceNotFoundException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "several | Only one of Input, InputPath, or InputTransformer must be provided for target x",
                "path    | Invalid JSON path: 'detail.service'",
                "map     | Invalid JSON path: '$['",
                "fifo    | Parameter(s) SqsParameters must be specified for target: x",
            })
    void refuseTargetsThatCanGetNothing(String kind, String message) {
        events.putRule(rule -> rule.name("checked").eventPattern("{\"source\":[\"checked\"]}"));
        var target = Target.builder().id("x").arn(arn(kind.equals("fifo") ? "x.fifo" : "x"));
        switch (kind) {
            case "several" -> target.input("{}").inputPath("$.detail");
            case "path" -> target.inputPath("detail.service");
            case "map" ->
                target.inputTransformer(
                        input -> input.inputPathsMap(Map.of("a", "$[")).inputTemplate("<a>"));
            default -> target.roleArn("arn:aws:iam::123456789012:role/any");
        }

        assertThatThrownBy(() -> events.putTargets(put -> put.rule("checked").targets(target.build())))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"all\": <aws.events.event>}   | /all/detail/text | say \"hi\"",
                "{\"said\": \"he: <text>\"}      | /said            | he: say \"hi\"",
                "{\"second\": <second>}          | /second          | two",
                "{\"none\": <nothing>, \"a\": 1} | /none            | null",
                "{\"none\": \"-<nothing>-\"}     | /none            | --",
                "{\"when\": <aws.events.event.ingestion-time>} | /when | 2026-01-01T12:00:00Z",
            })
    void fillInTemplates(String template, String pointer, String value) {
        String name = "filled-" + Integer.toHexString(template.hashCode());
        String queue = queueFor(name, name);
        events.putTargets(put -> put.rule(name)
                .targets(Target.builder()
                        .id("queue")
                        .arn(arn(name))
                        .inputTransformer(input -> input.inputPathsMap(Map.of(
                                        "text", "$.detail.text",
                                        "second", "$.detail.list[1]",
                                        "nothing", "$.detail.nowhere"))
                                .inputTemplate(template))
                        .build()));

        events.putEvents(put -> put.entries(entry(name, "{\"text\":\"say \\\"hi\\\"\",\"list\":[\"one\",\"two\"]}")
                .time(Instant.parse("2026-01-01T12:00:00Z"))
                .build()));

        assertThat(tree(receive(queue, 1).getFirst()).at(pointer).asText()).isEqualTo(value);
    }

    @Test
    void sendToTheMessageGroupThatAnEventNames() {
        String queue = sqs.createQueue(create -> create.queueName("groups.fifo")
                        .attributes(Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true",
                                QueueAttributeName.POLICY, Served.EVENTS_MAY_SEND)))
                .queueUrl();
        events.putRule(rule -> rule.name("groups").eventPattern("{\"source\":[\"groups\"]}"));
        events.putTargets(put -> put.rule("groups")
                .targets(Target.builder()
                        .id("queue")
                        .arn(arn("groups.fifo"))
                        .sqsParameters(sqs -> sqs.messageGroupId("$.detail.service"))
                        .build()));

        put("groups", "{\"service\":\"todo\"}");

        var messages = sqs.receiveMessage(receive -> receive.queueUrl(queue)
                        .waitTimeSeconds(10)
                        .messageSystemAttributeNamesWithStrings("MessageGroupId"))
                .messages();
        assertThat(messages)
                .extracting(message -> message.attributesAsStrings().get("MessageGroupId"))
                .containsExactly("todo");
    }

    @Test
    void takeTenEventsOfLessThanTheMostBytesTogether() {
        var ten = IntStream.range(0, 10)
                .mapToObj(i -> entry("many", "{}").build())
                .toList();
        var eleven = new ArrayList<>(ten);
        eleven.add(entry("many", "{}").build());
        int room = 256 * 1024 - "manyT".length() - "{'x':''}".length();

        assertThat(events.putEvents(put -> put.entries(ten)).failedEntryCount()).isZero();
        assertThatThrownBy(() -> events.putEvents(put -> put.entries(eleven)))
                .hasMessageContaining("failed to satisfy constraint");
        assertThat(events.putEvents(put -> put.entries(large(room - 1))).failedEntryCount())
                .isZero();
        assertThatThrownBy(() -> events.putEvents(put -> put.entries(large(room))))
                .hasMessageContaining("Total size of the entries in the request is over the limit.");
    }

    @Test
    void sayWhichEventsCantBeTaken() {
        var answer = events.putEvents(put -> put.entries(
                entry("a", "[1]").build(),
                entry("a", "{}").detailType("").build(),
                entry("", "{}").build(),
                entry("a", "{}").build()));

        assertThat(answer.failedEntryCount()).isEqualTo(3);
        assertThat(answer.entries())
                .extracting(entry -> String.valueOf(entry.errorCode()))
                .containsExactly("MalformedDetail", "InvalidArgument", "InvalidArgument", "null");
    }

    @Test
    void areNoSchedules() {
        assertThatThrownBy(() -> events.putRule(rule -> rule.name("hourly").scheduleExpression("rate(1 hour)")))
                .hasMessageContaining("The sandbox models rules with an EventPattern");
    }

    @Test
    void hearOfEveryChangeOfAParameter() {
        String queue = queueFor("changes", "aws.ssm");
        SsmClient ssm = SERVED.client(SsmClient.builder());

        ssm.putParameter(put ->
                put.name("/heard").type(ParameterType.STRING).value("one").description("of commands"));
        ssm.putParameter(put -> put.name("/heard").value("two").overwrite(true));
        ssm.labelParameterVersion(label -> label.name("/heard").labels("good"));
        ssm.deleteParameter(delete -> delete.name("/heard"));

        assertThat(receive(queue, 4))
                .extracting(event -> tree(event).at("/detail/operation").asText())
                .containsExactlyInAnyOrder("Create", "Update", "LabelParameterVersion", "Delete");
    }

    private static List<Target> targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Target.builder().id("target-" + i).arn(arn("q" + i)).build())
                .toList();
    }

    private static String pattern(int characters) {
        String frame = "{\"source\":[\"\"]}";
        return "{\"source\":[\"" + "x".repeat(characters - frame.length()) + "\"]}";
    }

    private static PutEventsRequestEntry large(int characters) {
        return entry("many", "{\"x\":\"" + "x".repeat(characters) + "\"}").build();
    }

    private static PutEventsRequestEntry.Builder entry(String source, String detail) {
        return PutEventsRequestEntry.builder().source(source).detailType("T").detail(detail);
    }

    private void put(String source, String detail) {
        assertThat(events.putEvents(put -> put.entries(entry(source, detail).build()))
                        .failedEntryCount())
                .isZero();
    }

    private String queueFor(String name, String source) {
        String url = sqs.createQueue(create ->
                        create.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, Served.EVENTS_MAY_SEND)))
                .queueUrl();
        events.putRule(rule -> rule.name(name).eventPattern("{\"source\":[\"" + source + "\"]}"));
        events.putTargets(put -> put.rule(name)
                .targets(Target.builder().id("queue").arn(arn(name)).build()));
        return url;
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:eu-west-1:123456789012:" + queue;
    }

    private List<String> receive(String queue, int count) {
        var bodies = new ArrayList<String>();
        for (int tries = 0; bodies.size() < count && tries < 10; tries++) {
            sqs.receiveMessage(receive ->
                            receive.queueUrl(queue).waitTimeSeconds(2).maxNumberOfMessages(10))
                    .messages()
                    .forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
