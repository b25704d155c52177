package dev.slipway.deployer.aws;

import static dev.slipway.deployer.aws.SdkJsonTest.json;
import static dev.slipway.deployer.aws.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.Tasks;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What ECS is sent for a gate's command, down to the letter. */
class AwsTasksTest {
    private static final TestClock CLOCK = TestClock.at(NOON);
    private static final StubAws AWS = new StubAws();
    private static final AwsClients CLIENTS = AWS.clients(CLOCK);

    @AfterAll
    static void close() {
        CLIENTS.close();
        AWS.close();
    }

    /** The tag is what the deployer's policy lets it stop tasks by; the revision's tags are not the task's. */
    @Test
    void startsATaskThatItFindsByItsNameAndMayStopByItsTag() {
        AWS.answering(200, "{\"tasks\": [], \"failures\": []}");
        var start = new Tasks.Start(
                "main",
                "shop:7",
                new Tasks.Placement(json("{\"launchType\": \"FARGATE\"}")),
                "app",
                List.of("bin/check", "--all"),
                "slipway/R/test/1");

        Sent<Void> sent = new AwsTasks(CLIENTS, CLOCK).run(start, NOON.plusSeconds(5));

        assertThat(sent).isEqualTo(Sent.done());
        assertThat(json(AWS.asked().getLast().body())).isEqualTo(json("""
                {"cluster": "main", "taskDefinition": "shop:7", "launchType": "FARGATE", "count": 1,
                 "startedBy": "slipway/R/test/1", "clientToken": "slipway/R/test/1",
                 "tags": [{"key": "slipway:command", "value": "slipway/R/test/1"}],
                 "overrides": {"containerOverrides": [{"name": "app", "command": ["bin/check", "--all"]}]}}
                """));
    }
}
