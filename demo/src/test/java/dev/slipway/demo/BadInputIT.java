package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.Builder;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.model.Message;

/** What can't be used, over the wire: each piece is told once and clearly, nothing is lost, and the other services go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputIT {
    private Rehearsal rehearsal;
    private ConfigurationTree configuration;
    private Queues queues;
    private Infrastructure todo;
    private Infrastructure shop;
    private Rollouts todoRollouts;
    private Rollouts shopRollouts;
    private RunningProgram deployer;

    @BeforeAll
    void twoServicesAndADeployer() throws IOException {
        rehearsal = Rehearsal.open("bad-input", "6s", "auto");
        configuration = rehearsal.theatre().configuration();
        queues = new Queues(rehearsal.theatre().aws().sqs());
        todo = rehearsal.service("todo");
        shop = rehearsal.service("shop");
        rehearsal.live(todo, shop);
        todoRollouts = rehearsal.theatre().rollouts(todo.site());
        shopRollouts = rehearsal.theatre().rollouts(shop.site());
        rehearsal.next(todoRollouts);
        rehearsal.next(shopRollouts);
        deployer = rehearsal.openDeployer(todo, shop);
    }

    @AfterAll
    void close() throws IOException {
        rehearsal.close();
    }

    @Test
    @Order(1)
    void pushesToAnUnknownRepositoryAreToldOnceWithTheNearestName() {
        String uri = new Builder(rehearsal.theatre().aws(), rehearsal.theatre().names()).repository("todu");
        Rehearsal.image().push(AppVersion.good("v1"), uri + ":v1");
        Rehearsal.image().push(AppVersion.good("v2"), uri + ":v2");

        rehearsal.until("every message is handled", () -> queues.messages(Names.QUEUE) == 0);

        assertThat(rehearsal.told())
                .containsExactly(new Told(
                        "repository-unknown",
                        "no service in force releases images of repository 'todu'; did you mean 'todo'?",
                        List.of("image todu:v1")));
    }

    @Test
    @Order(2)
    void onlyWhatCannotBeParsedEndsInTheDeadLetterQueueAndIsToldOnce() {
        queues.moveToTheDeadLettersAfter("1", 3);
        String id = queues.send("deploy v41 now");
        queues.send(
                "{\"source\": \"aws.health\", \"detail-type\": \"Weather\", \"time\": \"2026-01-01T12:00:00Z\", \"detail\": {}}");

        rehearsal.until("a message is among the dead letters", () -> queues.messages(Names.DEAD_LETTERS) == 1);
        rehearsal.until("every other message is handled", () -> queues.messages(Names.QUEUE) == 0);
        queues.moveToTheDeadLettersAfter("30", 5);

        assertThat(queues.deadLetters()).extracting(Message::body).containsExactly("deploy v41 now");
        assertThat(rehearsal.told("message-unparsable"))
                .extracting(Told::where)
                .containsExactly(List.of("message " + id, "it begins 'deploy v41 now'"));
    }

    @Test
    @Order(3)
    void aBrokenServiceFileIsToldWithItsPlaceWhileOtherServicesGoOnAndPickedUpWhenRepaired() {
        String good = configuration.replace(configuration.serviceFile(shop.site()), "cluster: main", "cluser: main");

        List<Told> told = awaitTold("configuration-faulty", 1);
        rehearsal.push(todo, AppVersion.good("v2"));
        var ofTodo = rehearsal.over(todoRollouts);
        configuration.put(configuration.serviceFile(shop.site()), good.replace("[\"v*\"]", "[\"v*\", \"r*\"]"));
        rehearsal.push(shop, AppVersion.good("r1"));
        var ofShop = rehearsal.over(shopRollouts);

        assertThat(told.getLast().what())
                .isEqualTo("2 faults in the configuration; the last edition without fault stays in force");
        assertThat(told.getLast().where())
                .containsExactlyInAnyOrder(
                        "services/shop.yaml:3:1: unknown key 'cluser'; did you mean 'cluster'?",
                        "services/shop.yaml:1:1: 'cluster' is missing");
        assertThat(List.of(ofTodo.status(), ofShop.status())).containsExactly("SUCCESSFUL", "SUCCESSFUL");
    }

    /** A deployer that never had a good edition does not start a release it could not judge; nothing pushed is lost. */
    @Test
    @Order(4)
    void aSuiteWithATypoAndATemplateWithoutTheContainerStopAReleaseBeforeAnythingIsDeployed() {
        rehearsal.records(todo, 2);
        rehearsal.records(shop, 2);
        rehearsal.theatre().programs().end(deployer);
        String suite = configuration.replace(
                configuration.suiteFile(todo.site()), "expect: {status: 400}", "expct: {status: 400}");
        String template = configuration.replace(configuration.templateFile(shop.site()), "\"app\"", "\"web\"");
        int toldBefore = rehearsal.told("configuration-faulty").size();
        deployer = rehearsal.openDeployer();

        Told faulty = awaitTold("configuration-faulty", toldBefore + 1).getLast();
        rehearsal.push(todo, AppVersion.good("v3"));
        rehearsal.push(shop, AppVersion.good("v3"));
        List<Told> stopped = awaitTold("repository-unknown", 3);
        var started = new ArrayList<Optional<String>>(List.of(todoRollouts.next(), shopRollouts.next()));
        configuration.put(configuration.suiteFile(todo.site()), suite);
        configuration.put(configuration.templateFile(shop.site()), template);
        var ofTodo = rehearsal.over(todoRollouts);
        var ofShop = rehearsal.over(shopRollouts);

        assertThat(faulty.what()).isEqualTo("3 faults in the configuration; no service is in force");
        assertThat(faulty.where())
                .anyMatch(where ->
                        where.startsWith("suites/todo.yaml:26:9: ") && where.contains("did you mean 'expect'?"))
                .anyMatch(where -> where.contains("templates/shop.json")
                        && where.contains("there is no container 'app' to pin; there is 'web'"));
        assertThat(stopped.subList(1, 3)).allMatch(told -> told.where().containsAll(faulty.where()));
        assertThat(started).containsExactly(Optional.empty(), Optional.empty());
        assertThat(List.of(ofTodo.status(), ofShop.status())).containsExactly("SUCCESSFUL", "SUCCESSFUL");
    }

    @Test
    @Order(5)
    void afterAllOfThatEveryPushThatCouldBeReleasedWasAndNothingElseIsAmongTheDeadLetters() {
        List<Recorded> ofTodo = rehearsal.records(todo, 3);
        List<Recorded> ofShop = rehearsal.records(shop, 3);

        assertThat(ofTodo)
                .extracting(Recorded::tag, Recorded::state)
                .containsExactly(tuple("v3", "Live"), tuple("v2", "Live"), tuple("v1", "Live"));
        assertThat(ofShop)
                .extracting(Recorded::tag, Recorded::state)
                .containsExactly(tuple("v3", "Live"), tuple("r1", "Live"), tuple("v1", "Live"));
        assertThat(queues.messages(Names.DEAD_LETTERS)).isEqualTo(1);
    }

    private List<Told> awaitTold(String problem, int count) {
        return rehearsal
                .theatre()
                .patience()
                .until(
                        "the log tells " + count + " times of " + problem,
                        Rehearsal.LONG,
                        () -> Optional.of(rehearsal.told(problem)).filter(told -> told.size() >= count));
    }
}
