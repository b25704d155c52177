package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.Builder;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.EventRoutes;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;

/**
 * AWS and people doing what they should not. Each is told once with what happens next, the process stays and says what it waits
 * for, and the release ends as it should when the weather clears.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WeatherIT {
    private Rehearsal rehearsal;
    private Infrastructure todo;
    private Infrastructure shop;
    private Rollouts ofTodo;

    @BeforeAll
    void twoServicesWhoseReleasesWaitForAPerson() throws IOException {
        rehearsal = Rehearsal.open("weather", "5s", "auto");
        todo = rehearsal.service("todo");
        shop = rehearsal.service("shop");
        ConfigurationTree configuration = rehearsal.theatre().configuration();
        for (Infrastructure made : List.of(todo, shop)) {
            configuration.replace(
                    configuration.serviceFile(made.site()), "reruns: 10", "reruns: 1\n    approval: {within: 60m}");
        }
        rehearsal.live(todo, shop);
        ofTodo = rehearsal.theatre().rollouts(todo.site());
        rehearsal.next(ofTodo);
        rehearsal.openDeployer(todo, shop);
    }

    @AfterAll
    void close() throws IOException {
        rehearsal.close();
    }

    @Test
    @Order(1)
    void expiredCredentialsAreWaitedFor() throws IOException, InterruptedException {
        expired("sqs", "ecs");
        rehearsal.until("the deployer waits for its queue", () -> isWaitingFor("the work queue", "ExpiredToken"));
        expired("ecs");
        rehearsal.push(todo, AppVersion.good("v2"));
        rehearsal.until(
                "it is told of the service", () -> places("aws-access-denied").contains("service todo"));

        expired();

        awaitingPromotion(todo, "v2");
        assertThat(places("aws-access-denied")).doesNotHaveDuplicates().contains("the work queue", "service todo");
        assertThat(rehearsal.told("aws-access-denied"))
                .filteredOn(WeatherIT::isOfNow)
                .allMatch(told -> told.what().contains("ExpiredTokenException"));
    }

    @Test
    @Order(2)
    void aHookThatSomebodyElseAnsweredIsNoFault() {
        String arn = rehearsal.next(ofTodo);
        var told = rehearsal.told();

        aws().ecs()
                .continueServiceDeployment(request -> request.serviceDeploymentArn(arn)
                        .hookId(waitingHook(arn))
                        .action("CONTINUE"));

        Rollout end = rehearsal.over(ofTodo, arn);
        assertThat(end.status()).isEqualTo("SUCCESSFUL");
        assertThat(newest(todo, 2)).isEqualTo("v2 Live");
        assertThat(rehearsal.told()).isEqualTo(told);
    }

    private String waitingHook(String deployment) {
        return aws()
                .ecs()
                .describeServiceDeployments(request -> request.serviceDeploymentArns(deployment))
                .serviceDeployments()
                .getFirst()
                .lifecycleHookDetails()
                .stream()
                .filter(detail -> detail.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)
                .map(DeploymentLifecycleHookDetail::hookId)
                .findFirst()
                .orElseThrow();
    }

    /** What was in the queue is lost with it, wake-ups included. */
    @Test
    @Order(3)
    void aQueueThatIsMissingIsWaitedFor() throws IOException {
        String url = rehearsal.account().queueUrl();
        aws().sqs().deleteQueue(request -> request.queueUrl(url));
        rehearsal.until("the deployer waits for its queue", () -> isWaitingFor("the work queue", "DoesNotExist"));

        new EventRoutes(aws().sqs(), aws().events()).build();

        rehearsal.until("the deployer is ready", this::isReady);
        rehearsal.push(todo, AppVersion.good("v3"));
        awaitingPromotion(todo, "v3");
        assertThat(places("aws-refused")).containsOnlyOnce("the work queue");
    }

    @Test
    @Order(4)
    void aServiceThatIsDeletedUnderWayEndsItsRelease() {
        rehearsal.push(shop, AppVersion.good("v2"));
        awaitingPromotion(shop, "v2");
        String name = shop.site().name();

        aws().ecs()
                .deleteService(
                        request -> request.cluster(Names.CLUSTER).service(name).force(true));

        assertThat(newest(shop, 2)).isEqualTo("v2 Failed ecs-failed");
    }

    /** With the table goes all that Slipway knew: what it finds under way is somebody else's to it, and is tested as such. */
    @Test
    @Order(5)
    void aTableThatIsMissingIsWaitedFor() throws IOException {
        aws().dynamo().deleteTable(request -> request.tableName(Names.TABLE));
        rehearsal.theatre().command(todo.site(), "promote");
        rehearsal.until("the deployer waits for its journal", () -> isWaitingFor("the journal", "ResourceNotFound"));

        new Builder(aws(), rehearsal.theatre().names()).journal();

        rehearsal.until("the deployer is ready", this::isReady);
        rehearsal.records(
                todo,
                "a release made of what was under way",
                seen -> !seen.isEmpty()
                        && seen.getFirst().trigger().equals("foreign")
                        && seen.getFirst().state().equals("AwaitingPromotion"));
        rehearsal.theatre().command(todo.site(), "promote");
        // Nobody knows any more which tag it was.
        assertThat(newest(todo, 2)).isEqualTo("Live");
        assertThat(places("journal-unavailable")).doesNotHaveDuplicates().contains("service todo", "the journal");
    }

    @Test
    @Order(6)
    void eachIsSaidToBeTriedAgain() {
        long told = rehearsal.told().stream().filter(WeatherIT::isOfNow).count();

        int again = rehearsal.logged("\"next\":\"trying again at ");

        assertThat(again).isEqualTo(told);
        assertThat(rehearsal.logged("\"level\":\"ERROR\"")).isZero();
    }

    /** When one is over that is told too, and of no place. */
    private static boolean isOfNow(Told told) {
        return !told.where().isEmpty();
    }

    private AwsClients aws() {
        return rehearsal.theatre().aws();
    }

    private void awaitingPromotion(Infrastructure made, String tag) {
        rehearsal.records(
                made,
                tag + " awaiting promotion",
                seen -> seen.getFirst().tag().equals(tag)
                        && seen.getFirst().state().equals("AwaitingPromotion"));
    }

    /** Tag, state and class of the newest release, once there are so many and each has ended. */
    private String newest(Infrastructure made, int count) {
        Recorded newest = rehearsal.records(made, count).getFirst();
        return (newest.tag() + " " + newest.state() + " " + newest.endClass()).strip();
    }

    /** What each problem of this kind was met for. */
    private List<String> places(String problem) {
        return rehearsal.told(problem).stream()
                .filter(WeatherIT::isOfNow)
                .map(told -> told.where().getFirst())
                .toList();
    }

    private boolean isReady() throws IOException {
        return rehearsal.theatre().readiness().startsWith("200 ");
    }

    private boolean isWaitingFor(String what, String why) throws IOException {
        String said = rehearsal.theatre().readiness();
        return said.startsWith("503 ") && said.contains(what) && said.contains(why);
    }

    /** Calls of these services are refused from now on, and no others. */
    private void expired(String... services) throws IOException, InterruptedException {
        String calls = Stream.of(services)
                .map(service ->
                        "{\"service\": \"" + service + "\", \"status\": 400, \"code\": \"ExpiredTokenException\"}")
                .collect(Collectors.joining(", "));
        URI url = URI.create(rehearsal.theatre().names().endpoint() + "/_sandbox/faults");
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(url)
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"calls\": [" + calls + "]}"))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        }
    }
}
