package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.testkit.Eventually;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.StsClient;

class EventsOverTheWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Served SERVED = new Served();

    private final EventBridgeClient events = SERVED.client(EventBridgeClient.builder());
    private final SqsClient sqs = SERVED.client(SqsClient.builder());
    private final SsmClient ssm = SERVED.client(SsmClient.builder());

    @Test
    void sendsAnEventThatMatchesToTheQueue() throws Exception {
        String queue =
                queueFor("announced", "{\"source\":[\"slipway\"],\"detail\":{\"service\":[{\"prefix\":\"todo\"}]}}");

        put("slipway", "{\"service\":\"other\"}");
        put("slipway", "{\"service\":\"todo-api\",\"state\":\"Live\"}");

        JsonNode event = JSON.readTree(receive(queue));
        assertThat(event.at("/detail/state").asText()).isEqualTo("Live");
        assertThat(event.path("detail-type").asText()).isEqualTo("Transition");
        assertThat(event.path("account").asText()).isEqualTo("123456789012");
        assertThat(event.path("version").asText()).isEqualTo("0");
    }

    @Test
    void tellsOfAChangedParameterWithoutItsValue() throws Exception {
        String queue =
                queueFor("parameters", "{\"source\":[\"aws.ssm\"],\"detail\":{\"name\":[\"/slipway/command/todo\"]}}");

        ssm.putParameter(put ->
                put.name("/slipway/command/todo").type(ParameterType.STRING).value("promote"));

        JsonNode event = JSON.readTree(receive(queue));
        assertThat(event.path("detail").toString())
                .isEqualTo("{\"operation\":\"Create\",\"name\":\"/slipway/command/todo\",\"type\":\"String\"}");
        assertThat(event.path("resources").toString())
                .isEqualTo("[\"arn:aws:ssm:eu-west-1:123456789012:parameter/slipway/command/todo\"]");
    }

    @Test
    void sendsWhatTheTransformerMakesOfAnEvent() {
        String queue = queueFor("transformed", "{\"source\":[\"transformed\"]}");
        String arn = "arn:aws:sqs:eu-west-1:123456789012:transformed";
        var target = Target.builder()
                .id("queue")
                .arn(arn)
                .inputTransformer(input -> input.inputPathsMap(Map.of("s", "$.detail.service"))
                        .inputTemplate("{\"service\": <s>, \"text\": \"about <s>\"}"))
                .build();
        events.putTargets(put -> put.rule("transformed").targets(target));

        put("transformed", "{\"service\":\"todo\"}");

        assertThat(receive(queue)).isEqualTo("{\"service\":\"todo\",\"text\":\"about todo\"}");
    }

    @Test
    void sendsToEveryTargetWhatItAskedFor() {
        String whole = queueFor("whole", "{\"source\":[\"several\"]}");
        String part = queueFor("part", "{\"source\":[\"nothing\"]}");
        events.putTargets(put -> put.rule("whole")
                .targets(
                        Target.builder()
                                .id("part")
                                .arn(arn("part"))
                                .inputPath("$.detail.service")
                                .build(),
                        Target.builder()
                                .id("constant")
                                .arn(arn("part"))
                                .input("\"look\"")
                                .build()));

        put("several", "{\"service\":\"todo\"}");

        assertThat(receive(whole)).contains("\"detail\":{\"service\":\"todo\"}");
        assertThat(List.of(receive(part), receive(part))).containsExactlyInAnyOrder("\"todo\"", "\"look\"");
    }

    @Test
    void sendsNothingToAQueueWhosePolicyDoesNotLetItAndSaysSo() throws Exception {
        String url = sqs.createQueue(create -> create.queueName("closed")).queueUrl();
        events.putRule(put -> put.name("closed").eventPattern("{\"source\":[\"unwanted\"]}"));
        events.putTargets(put -> put.rule("closed")
                .targets(Target.builder().id("queue").arn(arn("closed")).build()));

        put("unwanted", "{}");

        Eventually.holds(
                Duration.ofSeconds(10),
                () -> assertThat(undelivered())
                        .contains(
                                "the policy of queue 'closed' does not let events.amazonaws.com send to it on behalf of"
                                        + " arn:aws:events:eu-west-1:123456789012:rule/closed"));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .isEmpty();
    }

    @Test
    void listsThePartOfAnEventThatDidNotArrive() throws Exception {
        events.putRule(put -> put.name("parts").eventPattern("{\"source\":[\"parted\"]}"));
        events.putTargets(put -> put.rule("parts")
                .targets(Target.builder()
                        .id("queue")
                        .arn(arn("nowhere"))
                        .inputPath("$.detail.service")
                        .build()));

        put("parted", "{\"service\":\"todo\"}");

        Eventually.holds(
                Duration.ofSeconds(10), () -> assertThat(undelivered()).contains("\"event\":\"\\\"todo\\\"\""));
    }

    @Test
    void sendsWhatAQueueDoesNotTakeToTheTargetsDeadLetterQueue() {
        String dead = queueFor("dead", "{\"source\":[\"nothing\"]}");
        events.putRule(put -> put.name("lost").eventPattern("{\"source\":[\"stray\"]}"));
        events.putTargets(put -> put.rule("lost")
                .targets(Target.builder()
                        .id("queue")
                        .arn(arn("nowhere"))
                        .deadLetterConfig(letters -> letters.arn(arn("dead")))
                        .build()));

        put("stray", "{\"service\":\"todo\"}");

        var letter = sqs.receiveMessage(
                        receive -> receive.queueUrl(dead).waitTimeSeconds(10).messageAttributeNames("All"))
                .messages()
                .getFirst();
        assertThat(letter.body()).contains("\"service\":\"todo\"");
        assertThat(letter.messageAttributes())
                .hasEntrySatisfying(
                        "TARGET_ARN", value -> assertThat(value.stringValue()).isEqualTo(arn("nowhere")))
                .hasEntrySatisfying(
                        "RULE_ARN",
                        value -> assertThat(value.stringValue())
                                .isEqualTo("arn:aws:events:eu-west-1:123456789012:rule/lost"));
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:eu-west-1:123456789012:" + queue;
    }

    private static String undelivered() throws Exception {
        var request = HttpRequest.newBuilder(SERVED.sandbox().endpoint().resolve("/_sandbox/undelivered"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void refusesEventsInAwssName() {
        PutEventsResponse answer = put("aws.ecr", "{}");

        assertThat(answer.failedEntryCount()).isEqualTo(1);
        assertThat(answer.entries().getFirst().errorCode()).isEqualTo("NotAuthorizedForSourceException");
    }

    @Test
    void saysWhatIsWrongWithAPattern() {
        assertThatThrownBy(() -> events.putRule(put -> put.name("wrong").eventPattern("{\"source\":\"slipway\"}")))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("Event pattern is not valid. Reason: ");
    }

    @Test
    void readsARuleBackAndForgetsIt() {
        events.putRule(put ->
                put.name("short-lived").eventPattern("{\"source\":[\"a\"]}").description("for a test"));

        var rule = events.describeRule(describe -> describe.name("short-lived"));
        events.deleteRule(delete -> delete.name("short-lived"));

        assertThat(rule.arn()).isEqualTo("arn:aws:events:eu-west-1:123456789012:rule/short-lived");
        assertThat(rule.eventPattern()).isEqualTo("{\"source\":[\"a\"]}");
        assertThat(rule.stateAsString()).isEqualTo("ENABLED");
        assertThatThrownBy(() -> events.describeRule(describe -> describe.name("short-lived")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tellsWhoIsCalling() {
        var identity = SERVED.client(StsClient.builder()).getCallerIdentity();

        assertThat(identity.account()).isEqualTo("123456789012");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/deployer");
    }

    private String queueFor(String name, String pattern) {
        String url = sqs.createQueue(create ->
                        create.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, Served.EVENTS_MAY_SEND)))
                .queueUrl();
        events.putRule(put -> put.name(name).eventPattern(pattern));
        var target = Target.builder()
                .id("queue")
                .arn("arn:aws:sqs:eu-west-1:123456789012:" + name)
                .build();
        events.putTargets(put -> put.rule(name).targets(target));
        return url;
    }

    private PutEventsResponse put(String source, String detail) {
        var entry = PutEventsRequestEntry.builder()
                .source(source)
                .detailType("Transition")
                .detail(detail)
                .build();
        return events.putEvents(put -> put.entries(entry));
    }

    private String receive(String queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(10))
                .messages()
                .getFirst()
                .body();
    }
}
