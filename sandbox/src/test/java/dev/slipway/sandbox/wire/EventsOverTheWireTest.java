package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        String url = sqs.createQueue(create -> create.queueName(name)).queueUrl();
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
