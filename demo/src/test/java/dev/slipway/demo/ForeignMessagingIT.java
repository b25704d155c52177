package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.Ports;
import dev.slipway.demo.program.Programs;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A deployer whose queues, events, parameters and configuration are LocalStack's, which nobody of ours wrote. ECS, ECR, the
 * load balancer and the table are the sandbox's, which LocalStack has not, and a courier brings their events. Skipped, and
 * says so, without an engine or the image.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForeignMessagingIT {
    private static final String EDITION = "another edition of the configuration is in force";

    private Rehearsal rehearsal;
    private AwsClients sandbox;
    private Courier courier;
    private ConfigurationTree configuration;
    private ConfigurationBucket bucket;
    private Queues queues;
    private Infrastructure todo;
    private Rollouts rollouts;

    @BeforeAll
    void aDeployerBetweenTwoEmulators() throws IOException {
        String absence = LocalStack.absence();
        assumeTrue(absence.isEmpty(), absence);
        bucket = ConfigurationBucket.create(LocalStack.s3());
        String endpoint = "http://127.0.0.1:" + Ports.free();
        rehearsal = Rehearsal.open(
                "foreign-messaging",
                "2s",
                "auto",
                LocalStack.besides(endpoint),
                theatre -> theatre.openAccount(bucket.location()));
        sandbox = new AwsClients(new Names("eu-west-1", endpoint));
        courier = new Courier(sandbox, rehearsal.theatre().aws());
        configuration = rehearsal.theatre().configuration();
        queues = new Queues(rehearsal.theatre().aws().sqs());
        todo = rehearsal.service("todo");
        configuration.replace(
                configuration.serviceFile(todo.site()), "reruns: 10", "reruns: 10\n    approval: {within: 60m}");
        bucket.take(configuration);
        rehearsal.live(todo);
        rollouts = rehearsal.theatre().rollouts(todo.site());
        rehearsal.next(rollouts);
        rehearsal.openDeployer(Map.of("SLIPWAY_CONFIG", bucket.location()), todo);
    }

    @AfterAll
    void close() throws IOException {
        if (rehearsal == null) {
            return;
        }
        courier.close();
        rehearsal.close();
        sandbox.close();
        bucket.close();
    }

    @Test
    @Order(1)
    void aPushBecomesAReleaseThatAParameterPromotes() {
        Rollout rollout = promoted(AppVersion.good("v2"));
        List<Recorded> records = rehearsal.records(todo, 2);

        assertThat(rollout.status()).isEqualTo("SUCCESSFUL");
        assertThat(records)
                .extracting(Recorded::trigger, Recorded::tag, Recorded::state)
                .containsExactly(tuple("push", "v2", "Live"), tuple("adopted", "v1", "Live"));
        assertThat(courier.carried())
                .contains("ECR Image Action", "ECS Deployment State Change")
                .noneMatch(carried -> carried.contains(": "));
    }

    @Test
    @Order(2)
    void aParameterGoesBack() {
        rehearsal.theatre().command(todo.site(), "rollback");
        rehearsal.records(todo, "a release that awaits promotion", ForeignMessagingIT::isAwaitingPromotion);
        rehearsal.theatre().command(todo.site(), "promote");

        Rollout rollout = rehearsal.over(rollouts);
        List<Recorded> records = rehearsal.records(todo, 3);

        assertThat(rollout.status()).isEqualTo("SUCCESSFUL");
        assertThat(records)
                .extracting(Recorded::trigger, Recorded::tag, Recorded::state)
                .startsWith(tuple("manual rollback", "v1", "Live"));
    }

    /** The event of a change says neither what was written nor how often: only the history does. */
    @Test
    @Order(3)
    void everyVersionOfAParameterIsAnsweredOnceThoughNewerOnesFollowedAtOnce() {
        rehearsal.theatre().command(todo.site(), "promot");
        rehearsal.theatre().command(todo.site(), "resume");

        List<Answered> answers = rehearsal
                .theatre()
                .patience()
                .until(
                        "the last command is answered",
                        Rehearsal.LONG,
                        () -> Optional.of(answers())
                                .filter(told -> told.getLast().version() == 6));

        assertThat(answers)
                .containsExactly(
                        new Answered(2, "promote", true),
                        new Answered(3, "rollback", true),
                        new Answered(4, "promote", true),
                        new Answered(5, "promot", false),
                        new Answered(6, "resume", true));
    }

    @Test
    @Order(4)
    void whatCannotBeReadEndsAmongTheDeadLettersAndARedriveBringsBackWhatCan() {
        queues.moveToTheDeadLettersAfter("1", 3);
        // A poll under way keeps the old timeout, so it is ended first.
        queues.send(event("aws.health", "Weather", "{}"));
        rehearsal.until("the poll is over", () -> queues.messages(Names.QUEUE) == 0);
        String id = queues.send("deploy v41 now");
        rehearsal.until("a message is among the dead letters", () -> queues.messages(Names.DEAD_LETTERS) == 1);
        queues.moveToTheDeadLettersAfter("30", 5);
        queues.send(
                Names.DEAD_LETTERS,
                event(
                        "aws.ssm",
                        "Parameter Store Change",
                        "{\"name\": \"/slipway/command/todo\", \"operation\": \"Update\"}"));

        Programs.Ended redriven = rehearsal.theatre().attempt("redrive");
        rehearsal.until("what was brought back is handled", () -> queues.messages(Names.QUEUE) == 0);

        assertThat(redriven.printed())
                .containsPattern("change of parameter /slipway/command/todo +sent again\n")
                .containsPattern(id + "  can't be read: .* stays\n")
                .endsWith("\n1 sent again, 1 stayed\n");
        assertThat(queues.messages(Names.DEAD_LETTERS)).isEqualTo(1);
    }

    @Test
    @Order(5)
    void aChangedObjectIsPickedUpAndAFaultySetKeepsTheLastGoodOneInForce() {
        String file = configuration.serviceFile(todo.site());
        configuration.replace(file, "[\"v*\"]", "[\"v*\", \"r*\"]");
        int editions = rehearsal.logged(EDITION);
        bucket.take(configuration);
        rehearsal.until("the changed object is in force", () -> rehearsal.logged(EDITION) > editions);

        Rollout changed = promoted(AppVersion.good("r1"));
        configuration.replace(file, "cluster: main", "cluser: main");
        bucket.take(configuration);
        rehearsal.until(
                "the faulty set is told",
                () -> rehearsal.told("configuration-faulty").size() == 1);
        Rollout unchanged = promoted(AppVersion.good("r2"));

        assertThat(List.of(changed.status(), unchanged.status())).containsExactly("SUCCESSFUL", "SUCCESSFUL");
        assertThat(rehearsal.told("configuration-faulty"))
                .extracting(Told::what)
                .containsExactly("2 faults in the configuration; the last edition without fault stays in force");
        assertThat(rehearsal.records(todo, 5))
                .extracting(Recorded::tag, Recorded::state)
                .startsWith(tuple("r2", "Live"), tuple("r1", "Live"));
    }

    private Rollout promoted(AppVersion version) {
        rehearsal.push(todo, version);
        rehearsal.records(todo, "a release that awaits promotion", ForeignMessagingIT::isAwaitingPromotion);
        rehearsal.theatre().command(todo.site(), "promote");
        Rollout rollout = rehearsal.over(rollouts);
        rehearsal.records(
                todo,
                version.name() + " live",
                seen -> seen.getFirst().tag().equals(version.name())
                        && seen.getFirst().isOver());
        return rollout;
    }

    private static String event(String source, String detailType, String detail) {
        return "{\"source\": \"%s\", \"detail-type\": \"%s\", \"time\": \"2026-01-01T12:00:00Z\", \"detail\": %s}"
                .formatted(source, detailType, detail);
    }

    private static boolean isAwaitingPromotion(List<Recorded> seen) {
        return seen.getFirst().state().equals("AwaitingPromotion");
    }

    private List<Answered> answers() {
        String status = rehearsal
                .theatre()
                .aws()
                .ssm()
                .getParameter(request -> request.name("/" + Names.PREFIX + "/status/todo"))
                .parameter()
                .value();
        return Answered.parse(status);
    }
}
