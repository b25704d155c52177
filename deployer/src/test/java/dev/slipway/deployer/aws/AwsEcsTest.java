package dev.slipway.deployer.aws;

import static dev.slipway.deployer.aws.SdkJsonTest.json;
import static dev.slipway.deployer.aws.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What AWS is sent, and how its answers are read, down to the letter. */
class AwsEcsTest {
    private static final Instant SOON = NOON.plusSeconds(5);

    private static final TestClock CLOCK = TestClock.at(NOON);
    private static final StubAws AWS = new StubAws();
    private static final AwsClients CLIENTS = AWS.clients(CLOCK);

    private final AwsEcs ecs = new AwsEcs(CLIENTS, CLOCK);

    @BeforeEach
    void reset() {
        AWS.reset();
    }

    @AfterAll
    static void close() {
        CLIENTS.close();
        AWS.close();
    }

    @Test
    void startsACanaryWithTheWholeConfigurationAndNothingElse() {
        var start = new StartDeployment(
                "main",
                "shop",
                "shop:7",
                new Strategy.Canary(2.5, Duration.ofMinutes(5), Duration.ofMinutes(10)),
                true,
                List.of("5xx"),
                List.of(
                        new StartDeployment.Hook("POST_TEST_TRAFFIC_SHIFT", 20),
                        new StartDeployment.Hook("PRE_PRODUCTION_TRAFFIC_SHIFT", 30)));

        Sent<Void> sent = ecs.updateService(start, SOON);

        assertThat(sent).isEqualTo(Sent.done());
        assertThat(json(AWS.asked().getLast().body())).isEqualTo(json("""
                {"cluster": "main", "service": "shop", "taskDefinition": "shop:7", "deploymentConfiguration": {
                  "deploymentCircuitBreaker": {"enable": true, "rollback": true},
                  "alarms": {"alarmNames": ["5xx"], "rollback": true, "enable": true},
                  "strategy": "CANARY", "bakeTimeInMinutes": 10,
                  "lifecycleHooks": [
                    {"targetType": "PAUSE", "lifecycleStages": ["POST_TEST_TRAFFIC_SHIFT"],
                     "timeoutConfiguration": {"timeoutInMinutes": 20, "action": "ROLLBACK"}},
                    {"targetType": "PAUSE", "lifecycleStages": ["PRE_PRODUCTION_TRAFFIC_SHIFT"],
                     "timeoutConfiguration": {"timeoutInMinutes": 30, "action": "ROLLBACK"}}],
                  "canaryConfiguration": {"canaryPercent": 2.5, "canaryBakeTimeInMinutes": 5}}}
                """));
    }

    @Test
    void startsALinearDeployment() {
        var strategy = new Strategy.Linear(20, Duration.ofMinutes(3), Duration.ofMinutes(10));

        ecs.updateService(plain(strategy), SOON);

        assertThat(json(AWS.asked().getLast().body()).get("deploymentConfiguration"))
                .isEqualTo(json("""
                {"deploymentCircuitBreaker": {"enable": false, "rollback": false},
                 "alarms": {"alarmNames": [], "rollback": false, "enable": false},
                 "strategy": "LINEAR", "bakeTimeInMinutes": 10, "lifecycleHooks": [],
                 "linearConfiguration": {"stepPercent": 20.0, "stepBakeTimeInMinutes": 3}}
                """));
    }

    @Test
    void sendsARollingDeploymentItsBatchesAndTakesItsHooksAway() {
        var strategy = new Strategy.Rolling(50, 150);

        ecs.updateService(plain(strategy), SOON);

        assertThat(json(AWS.asked().getLast().body()).get("deploymentConfiguration"))
                .isEqualTo(json("""
                {"deploymentCircuitBreaker": {"enable": false, "rollback": false},
                 "alarms": {"alarmNames": [], "rollback": false, "enable": false},
                 "strategy": "ROLLING", "minimumHealthyPercent": 50, "maximumPercent": 150, "lifecycleHooks": []}
                """));
    }

    @Test
    void alwaysSaysWhatIsToBecomeOfAPausedDeployment() {
        AWS.answering(200, "{\"serviceDeploymentArn\": \"arn\"}");

        Sent<Void> sent = ecs.continueServiceDeployment("arn", "ecs-pause-1", HookAction.CONTINUE, SOON);

        assertThat(sent).isEqualTo(Sent.done());
        assertThat(json(AWS.asked().getLast().body()))
                .isEqualTo(json(
                        "{\"serviceDeploymentArn\": \"arn\", \"hookId\": \"ecs-pause-1\", \"action\": \"CONTINUE\"}"));
    }

    @Test
    void stopsADeploymentByRollingItBack() {
        AWS.answering(200, "{\"serviceDeploymentArn\": \"arn\"}");

        Sent<Void> sent = ecs.stopServiceDeployment("arn", SOON);

        assertThat(sent).isEqualTo(Sent.done());
        assertThat(json(AWS.asked().getLast().body()))
                .isEqualTo(json("{\"serviceDeploymentArn\": \"arn\", \"stopType\": \"ROLLBACK\"}"));
    }

    @Test
    void registersATaskDefinitionWithItsTags() {
        AWS.answering(200, "{\"taskDefinition\": {\"taskDefinitionArn\": \"shop:8\"}}");
        var definition = json("{\"family\": \"shop\", \"tags\": [{\"key\": \"team\", \"value\": \"shop\"}]}");

        Sent<String> sent = ecs.registerTaskDefinition(definition, new TreeMap<>(Map.of("slipway:release", "R")), SOON);

        assertThat(sent).isEqualTo(new Sent.Done<>("shop:8"));
        assertThat(json(AWS.asked().getLast().body())).isEqualTo(json("""
                {"family": "shop", "tags": [{"key": "slipway:release", "value": "R"}, {"key": "team", "value": "shop"}]}
                """));
    }

    @Test
    void refusesATaskDefinitionWithAMemberNobodyKnowsWithoutSendingIt() {
        var definition = json("{\"familly\": \"shop\"}");

        Throwable refusal = catchThrowable(() -> ecs.registerTaskDefinition(definition, new TreeMap<>(), SOON));

        assertThat(refusal)
                .isInstanceOf(PortFailure.class)
                .hasMessage("ecs:RegisterTaskDefinition was not sent: 'familly' is not known to this version of the AWS"
                        + " SDK; did you mean 'family'?");
        assertThat(AWS.asked()).isEmpty();
    }

    @Test
    void readsATaskDefinitionAsItWouldBeRegisteredAgain() {
        AWS.answering(200, """
                {"taskDefinition": {"taskDefinitionArn": "shop:7", "family": "shop", "revision": 7, "status": "ACTIVE",
                  "containerDefinitions": [{"name": "app", "environment": [], "cpu": 0}], "volumes": [],
                  "registeredAt": 1767268800, "compatibilities": ["EC2"]},
                 "tags": [{"key": "slipway:release", "value": "R"}]}
                """);

        Optional<Ecs.TaskDefinition> found = ecs.describeTaskDefinition("shop:7");

        assertThat(found)
                .contains(new Ecs.TaskDefinition(
                        "shop:7",
                        json("{\"family\": \"shop\", \"volumes\": [],"
                                + " \"containerDefinitions\": [{\"name\": \"app\", \"environment\": [], \"cpu\": 0}]}"),
                        new TreeMap<>(Map.of("slipway:release", "R"))));
    }

    @Test
    void readsAPausedDeploymentWithAStageThatTheSdkDoesNotKnow() {
        AWS.answering(200, """
                {"serviceDeployments": [{"serviceDeploymentArn": "arn", "status": "IN_PROGRESS",
                  "lifecycleStage": "PRE_PRODUCTION_TRAFFIC_SHIFT", "createdAt": 1767268800,
                  "lifecycleHookDetails": [
                    {"hookId": "ecs-pause-1", "targetType": "PAUSE", "status": "AWAITING_ACTION", "expiresAt": 1767272400},
                    {"hookId": "ecs-lambda-1", "targetType": "AWS_LAMBDA", "status": "SUCCEEDED"}],
                  "sourceServiceRevisions": [{"arn": "old"}], "targetServiceRevision": {"arn": "new"},
                  "rollback": {"serviceRevisionArn": "back"}}],
                 "failures": [{"arn": "gone", "reason": "MISSING"}]}
                """);

        List<DeploymentView> found = ecs.describeServiceDeployments(List.of("arn", "gone"));

        assertThat(found)
                .containsExactly(new DeploymentView(
                        "arn",
                        DeploymentStatus.IN_PROGRESS,
                        Optional.empty(),
                        Optional.of("PRE_PRODUCTION_TRAFFIC_SHIFT"),
                        NOON,
                        Optional.of("new"),
                        List.of("old"),
                        List.of(new DeploymentView.HookView(
                                "ecs-pause-1", "AWAITING_ACTION", Optional.of(NOON.plusSeconds(3600)))),
                        Optional.of("back"),
                        Optional.empty()));
    }

    @Test
    void readsFromARevisionWhichOfTheTwoTargetGroupsIsItsOwn() {
        AWS.answering(200, """
                {"serviceRevisions": [{"serviceRevisionArn": "rev", "taskDefinition": "shop:7",
                  "containerImages": [{"containerName": "app", "image": "shop:v1", "imageDigest": "sha256:1"}],
                  "loadBalancers": [{"targetGroupArn": "blue", "containerName": "app", "containerPort": 8080,
                    "advancedConfiguration": {"alternateTargetGroupArn": "green", "productionListenerRule": "prod",
                      "testListenerRule": "test", "roleArn": "role"}}],
                  "resolvedConfiguration": {"loadBalancers": [{"targetGroupArn": "green", "productionListenerRule": "prod"}]}}]}
                """);

        List<RevisionView> found = ecs.describeServiceRevisions(List.of("rev"));

        assertThat(found)
                .containsExactly(new RevisionView(
                        "rev",
                        "shop:7",
                        List.of(new RevisionView.ContainerImage("app", "shop:v1", Optional.of("sha256:1"))),
                        List.of(new RevisionView.LoadBalancerView(
                                "green",
                                Optional.of("blue"),
                                Optional.of("prod"),
                                Optional.of("test"),
                                Optional.of("role"),
                                "app",
                                8080))));
    }

    /** A rollback waits for what is said of them. */
    @Test
    void readsNoMoreThanAThousandTasksThatHaveStopped() {
        var page = Stream.generate(() -> "\"task\"").limit(100).collect(Collectors.joining(","));
        AWS.answering(200, "{\"taskArns\": [" + page + "], \"nextToken\": \"more\"}");

        List<String> stopped = ecs.listTasks("main", "shop", true);

        assertThat(stopped).hasSize(1000);
        assertThat(AWS.asked()).hasSize(10);
    }

    @Test
    void failsOnAFailureInsideAnAnswerThatIsNotAnAbsence() {
        AWS.answering(200, "{\"services\": [], \"failures\": [{\"arn\": \"shop\", \"reason\": \"ACCESS_DENIED\"}]}");

        Throwable failure = catchThrowable(() -> ecs.describeServices("main", List.of("shop")));

        assertThat(failure).hasMessage("ecs:DescribeServices was answered 'ACCESS_DENIED': of 'shop'");
    }

    @Test
    void findsNoTaskDefinitionWhereAwsCanNotDescribeIt() {
        AWS.failing(400, "ClientException", "Unable to describe task definition.");

        Optional<Ecs.TaskDefinition> found = ecs.describeTaskDefinition("nobody:1");

        assertThat(found).isEmpty();
    }

    @Test
    void asksAwsNothingAboutNothing() {
        List<Object> found = List.of(
                ecs.describeServices("main", List.of()),
                ecs.describeServiceDeployments(List.of()),
                ecs.describeServiceRevisions(List.of()),
                ecs.describeTasks("main", List.of()));

        assertThat(found).containsOnly(List.of());
        assertThat(AWS.asked()).isEmpty();
    }

    private static StartDeployment plain(Strategy strategy) {
        return new StartDeployment("main", "shop", "shop:7", strategy, false, List.of(), List.of());
    }
}
