package dev.slipway.smoke.cli;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.FakeTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SmokeCommandTest {
    private final FakeTime time = new FakeTime();
    private final FakeNetwork network = new FakeNetwork(time);
    private final Cancellation cancellation = Cancellation.create();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir = Path.of("");

    private Path suite = dir;

    @BeforeEach
    void write() throws IOException {
        suite = Files.writeString(dir.resolve("home.yaml"), """
                version: 1
                suite: home
                secrets: [token]
                variables: {path: null}
                tests: [{name: up, tags: [critical], steps: [{get: "/${path}", headers: {X-Token: "${token}"}}]}]
                """);
    }

    @Test
    void exitsWithZeroOnPass() {
        int code = run();

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo("""
                PASSED home › up  (1 step, 38 ms)
                PASS  1 passed  (http://127.0.0.1:8080, 38 ms, run run-1)
                """);
    }

    @Test
    void exitsWithOneOnFail() {
        network.replies(answer(500, ""));

        assertThat(run()).isEqualTo(1);
    }

    @Test
    void exitsWithThreeWhenItCouldNotMeasure() {
        network.replies(none(Reason.DNS, "no address"));

        assertThat(run()).isEqualTo(3);
    }

    @Test
    void exitsWithAHundredAndThirtyWhenInterrupted() {
        network.replies(answer(200, "").doing(cancellation::cancel));

        assertThat(run()).isEqualTo(130);
    }

    @Test
    void exitsWithTwoOnAFaultySuite() throws IOException {
        Files.writeString(suite, "version: 1\nsuite: home\ntest: []\n");

        int code = execute("validate", suite.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("home.yaml:3:1: unknown key 'test' in a suite; did you mean 'tests'?");
    }

    @Test
    void exitsWithTwoWhenAValueIsMissing() {
        int code = execute("run", suite.toString(), "--target", "http://127.0.0.1:8080", "--secret-env", "token=TOKEN");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("the variable 'path' was not given a value");
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void exitsWithTwoOnWrongUsage() {
        assertThat(execute("run", suite.toString(), "--target", "ftp://x")).isEqualTo(2);
        assertThat(err.toString()).startsWith("the target 'ftp://x' is not 'http(s)://host[:port]'");
    }

    @Test
    void offersTheEnvironmentVariableThatWasMeant() {
        execute("run", suite.toString(), "--target", "http://127.0.0.1:8080", "--secret-env", "token=TOKN");

        assertThat(err.toString()).startsWith("--secret-env: the environment has no 'TOKN'; did you mean 'TOKEN'?");
    }

    @Test
    void takesATargetByItsNameFromAFile() throws IOException {
        Path targets = Files.writeString(
                dir.resolve("targets.yaml"), "targets: {green: {url: \"https://prod.example.com\"}}\n");

        int code = execute("run", suite.toString(), "--targets", targets.toString(), "--target", "gren");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("no target 'gren' in ", "did you mean 'green'?");
    }

    @Test
    void writesTheReportAsJson() throws IOException {
        Path report = dir.resolve("report.json");

        run("--report", "json=" + report);

        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(report.toFile())
                        .path("verdict")
                        .asText())
                .isEqualTo("PASS");
    }

    @Test
    void listsTestsWithTheirTags() {
        execute("list", suite.toString());

        assertThat(out.toString()).isEqualTo(suite + ":5:9  home › up  [critical]\n");
    }

    @Test
    void saysWhatItsExitCodesMean() {
        execute("--help");

        assertThat(out.toString())
                .contains("0 PASS, 1 FAIL, 2 wrong usage", "3 INCONCLUSIVE", "run", "validate", "list");
    }

    private int run(String... more) {
        String[] words = {
            "run",
            suite.toString(),
            "--target",
            "http://127.0.0.1:8080",
            "--secret-env",
            "token=TOKEN",
            "--var",
            "path=up"
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return execute(all);
    }

    private int execute(String... words) {
        Surroundings surroundings = new Surroundings(
                () -> SmokeRunner.of(network, time, "smoke-tests/1"),
                Map.of("TOKEN", "s3cret-token"),
                () -> "run-1",
                cancellation,
                RunListener::none,
                "smoke-tests/1");
        CommandLine command = SmokeCommand.in(surroundings);
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
