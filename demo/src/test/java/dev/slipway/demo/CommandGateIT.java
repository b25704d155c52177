package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A gate that runs a command of the image's: one that succeeds, one that fails, and one that never ends, whose deployer is
 * killed meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandGateIT {
    /** The task definition starts Java, and its command says what with: so can a gate's. */
    private static final String SERVES = "\"-Xmx64m\", \"-cp\", \"/app/app.jar:/app/lib/*\", \"dev.slipway.app.Main\"";

    private static final String PASSES = "\"-version\"";
    private static final String FAILS = "\"--no-such-option\"";

    private Rehearsal rehearsal;
    private ConfigurationTree configuration;
    private Relay aws;
    private Infrastructure todo;
    private Rollouts rollouts;
    private List<Rollout> ends = List.of();
    private List<Recorded> records = List.of();

    @BeforeAll
    void releaseThreeImages() throws IOException {
        rehearsal = Rehearsal.open("command-gate", "8s", "auto");
        configuration = rehearsal.theatre().configuration();
        todo = rehearsal.service("todo");
        askACommand();
        configuration.replace(
                configuration.templateFile(todo.site()),
                "\"essential\": true,",
                "\"essential\": true, \"entryPoint\": [\"/opt/java/bin/java\"], \"command\": [" + SERVES + "],");
        rehearsal.live(todo);
        aws = Relay.to(URI.create(rehearsal.theatre().names().endpoint()).getPort());
        rollouts = rehearsal.theatre().rollouts(todo.site());
        rehearsal.next(rollouts);
        var throughTheRelay = Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.port());
        RunningProgram deployer = rehearsal.openDeployer(throughTheRelay, todo);
        rehearsal.push(todo, AppVersion.good("v2"));
        Rollout passed = rehearsal.over(rollouts);
        command(PASSES, FAILS);
        rehearsal.push(todo, AppVersion.good("v3"));
        Rollout failed = rehearsal.over(rollouts);
        rehearsal.records(todo, 3);
        command(FAILS, SERVES);
        rehearsal.push(todo, AppVersion.good("v4"));
        String last = rehearsal.next(rollouts);
        rehearsal.until("the command of v4 is asked for", () -> asked("RunTask") == 3);
        rehearsal.theatre().programs().kill(deployer);
        rehearsal.openDeployer(throughTheRelay, todo);
        ends = List.of(passed, failed, rehearsal.over(rollouts, last));
        records = rehearsal.records(todo, 4);
    }

    private void askACommand() {
        String file = configuration.serviceFile(todo.site());
        String text = configuration.read(file);
        configuration.put(
                file,
                text.substring(0, text.indexOf("  test:")) + "  test: {task: {command: [" + PASSES
                        + "], within: 20s, start: 15s}, reruns: 0}\n");
    }

    /** The deployer has read it by the time it is told of a push, or the push waits for it. */
    private void command(String from, String to) throws IOException {
        int before = rehearsal.logged("another edition of the configuration is in force");
        configuration.replace(configuration.serviceFile(todo.site()), "[" + from + "]", "[" + to + "]");
        rehearsal.until(
                "the deployer has read the command",
                () -> rehearsal.logged("another edition of the configuration is in force") > before);
    }

    private long asked(String call) {
        return aws.calls().stream().filter(call::equals).count();
    }

    @AfterAll
    void close() throws IOException {
        aws.close();
        rehearsal.close();
    }

    @Test
    void theExitCodeDecides() {
        assertThat(ends)
                .extracting(Rollout::status)
                .containsExactly("SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "ROLLBACK_SUCCESSFUL");
        assertThat(records)
                .extracting(Recorded::tag, Recorded::state, Recorded::endClass)
                .containsExactly(
                        tuple("v4", "RolledBack", "smoke-failed"),
                        tuple("v3", "RolledBack", "smoke-failed"),
                        tuple("v2", "Live", ""),
                        tuple("v1", "Live", ""));
    }

    @Test
    void theRecordSaysHowTheCommandEnded() {
        var shown = records.stream()
                .limit(3)
                .map(release -> rehearsal.theatre().ask("show", release.id()))
                .toList();

        assertThat(shown.get(0)).contains("dev.slipway.app.Main' took longer than 20 s, in task ");
        assertThat(shown.get(1)).contains("'--no-such-option' ended with exit code 1");
        assertThat(shown.get(2)).contains("'-version' ended with exit code 0");
    }

    /** The third was stopped by whoever came after the one that was killed, and was run only once. */
    @Test
    void eachCommandRanOnce() {
        assertThat(asked("RunTask")).isEqualTo(3);
        assertThat(asked("StopTask")).isEqualTo(1);
    }
}
