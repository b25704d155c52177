package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class FaultsOverTheWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Served SERVED = new Served();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EcsClient ecs = SERVED.client(EcsClient.builder()
            .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())));
    private final EventBridgeClient events = SERVED.client(EventBridgeClient.builder());
    private final SqsClient sqs = SERVED.client(SqsClient.builder());

    @AfterEach
    void nothingGoesWrong() throws Exception {
        ask("DELETE", "");
        http.close();
    }

    @Test
    void failsACallWithoutEffectAsOftenAsItWasAskedTo() throws Exception {
        plan("{'calls': [{'service': 'ecs', 'action': 'CreateCluster', 'times': 1, 'code': 'ServerException'}]}");

        assertThatThrownBy(() -> create("failed"))
                .isInstanceOfSatisfying(
                        EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(clusters()).doesNotContain("failed");
        create("failed");

        assertThat(clusters()).contains("failed");
        assertThat(done().path("failed ecs CreateCluster").asInt()).isEqualTo(1);
    }

    @Test
    void losesTheAnswerToACallThatHadItsEffect() throws Exception {
        plan("{'calls': [{'action': 'CreateCluster', 'when': 'after'}]}");

        assertThatThrownBy(() -> create("unanswered")).isInstanceOf(EcsException.class);

        assertThat(clusters()).contains("unanswered");
    }

    @Test
    void answersLateAndAsAlwaysIfACallIsOnlyToBeSlow() throws Exception {
        create("slow");
        plan("{'calls': [{'action': 'ListClusters', 'status': 200, 'delay': '400ms'}]}");

        long before = System.nanoTime();
        var clusters = clusters();
        long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();

        assertThat(clusters).contains("slow");
        assertThat(millis).isGreaterThanOrEqualTo(400);
        assertThat(done().path("delayed ecs ListClusters").asInt()).isEqualTo(1);
    }

    @Test
    void endsAPlan() throws Exception {
        plan("{'calls': [{'action': 'CreateCluster'}]}");
        assertThatThrownBy(() -> create("not yet")).isInstanceOf(EcsException.class);

        JsonNode left = JSON.readTree(ask("DELETE", "").body());
        create("ended");

        assertThat(clusters()).contains("ended");
        assertThat(left.path("plan").path("calls")).isEmpty();
        assertThat(left.path("done")).isEmpty();
    }

    @Test
    void throttlesByTheBucketsOfAws() throws Exception {
        plan("{'throttling': true}");

        // Twenty at once, and one more each second, which the loop does not take fifty of.
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 500; i++) {
                        ecs.registerTaskDefinition(register -> register.family("many")
                                .containerDefinitions(ContainerDefinition.builder()
                                        .name("app")
                                        .image("public.ecr.aws/x/y:1")
                                        .build()));
                    }
                })
                .isInstanceOfSatisfying(EcsException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
                });

        assertThat(ecs.listTaskDefinitions(list -> list.familyPrefix("many")).taskDefinitionArns())
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void losesDoublesAndDelaysEvents() throws Exception {
        String queue = sqs.createQueue(create -> create.queueName("weather")
                        .attributes(Map.of(QueueAttributeName.POLICY, Served.EVENTS_MAY_SEND)))
                .queueUrl();
        events.putRule(rule -> rule.name("weather").eventPattern("{\"source\": [\"lost\", \"doubled\", \"late\"]}"));
        events.putTargets(put -> put.rule("weather")
                .targets(Target.builder()
                        .id("queue")
                        .arn("arn:aws:sqs:eu-west-1:123456789012:weather")
                        .build()));
        plan("{'events': [{'source': 'lost', 'lose': 1}, {'source': 'doubled', 'duplicate': 1},"
                + " {'source': 'late', 'delay': '50ms'}]}");
        for (String source : List.of("lost", "doubled", "late")) {
            events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                    .source(source)
                    .detailType("Weather")
                    .detail("{}")
                    .build()));
        }

        var arrived = new ArrayList<String>();
        Eventually.holds(Duration.ofSeconds(10), () -> {
            for (var message : sqs.receiveMessage(
                            receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                    .messages()) {
                arrived.add(source(message.body()));
            }
            assertThat(arrived).hasSizeGreaterThanOrEqualTo(3);
        });

        assertThat(arrived).containsExactlyInAnyOrder("doubled", "doubled", "late");
        var counted = new TreeSet<String>();
        done().fieldNames().forEachRemaining(counted::add);
        assertThat(counted).containsExactly("delayed late Weather", "doubled doubled Weather", "lost lost Weather");
    }

    @Test
    void refusesAPlanItDoesNotUnderstandAndKeepsTheOneBefore() throws Exception {
        plan("{'throttling': true}");

        HttpResponse<String> unknown = ask("PUT", "{\"throtling\": true}");
        HttpResponse<String> impossible = ask("PUT", "{\"calls\": [{\"probability\": 2}]}");

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("\"throtling\"").contains("the plan before is still in force");
        assertThat(impossible.body()).contains("probability: '2.0' is not from 0 to 1");
        assertThat(JSON.readTree(ask("GET", "").body()).at("/plan/throttling").asBoolean())
                .isTrue();
    }

    private static String source(String event) {
        try {
            return JSON.readTree(event).path("source").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void create(String name) {
        ecs.createCluster(create -> create.clusterName(name));
    }

    private List<String> clusters() {
        return ecs.listClusters().clusterArns().stream()
                .map(arn -> arn.substring(arn.indexOf('/') + 1))
                .toList();
    }

    private JsonNode done() throws Exception {
        return JSON.readTree(ask("GET", "").body()).path("done");
    }

    private void plan(String json) throws Exception {
        assertThat(ask("PUT", json.replace('\'', '"')).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> ask(String method, String body) throws Exception {
        URI faults = SERVED.sandbox().endpoint().resolve("/_sandbox/faults");
        return http.send(
                HttpRequest.newBuilder(faults)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
