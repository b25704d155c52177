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
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeCommandTest {
    private final FakeTime time = new FakeTime();
    private final FakeNetwork network = new FakeNetwork(time);
    private final Cancellation cancellation = Cancellation.create();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir = Path.of("");

    private Path suite = dir;
    private Map<String, String> environment = Map.of("TOKEN", "s3cret-token");
    private Optional<Ticker> ticker = Optional.empty();

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
        assertThat(err.toString()).startsWith("smoke run: the target 'ftp://x' is not 'http(s)://host[:port]'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:", "http://127.0.0.1:0", "http://127.0.0.1:65536", "http://127.0.0.1/x"})
    void takesNoTargetWithHalfAPortOrAPath(String url) {
        assertThat(execute("run", suite.toString(), "--target", url)).isEqualTo(2);
        assertThat(err.toString()).startsWith("smoke run: the target '" + url + "' is not 'http(s)://host[:port]'");
    }

    @Test
    void offersTheEnvironmentVariableThatWasMeant() {
        execute("run", suite.toString(), "--target", "http://127.0.0.1:8080", "--secret-env", "token=TOKN");

        assertThat(err.toString())
                .startsWith("smoke run: --secret-env: the environment has no 'TOKN'; did you mean 'TOKEN'?");
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
    void looksTargetsUpInAFileBesideTheSuite() throws IOException {
        Files.writeString(dir.resolve("targets.yaml"), "targets: {green: {url: \"https://prod.example.com\"}}\n");

        int code = execute(
                "run", suite.toString(), "--target", "green", "--var", "path=up", "--secret-env", "token=TOKEN");

        assertThat(code).isZero();
        assertThat(network.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.url()).hasToString("https://prod.example.com/up"));
    }

    @Test
    void saysWhereItLookedForTargets() {
        execute("run", suite.toString(), "--target", "green");

        assertThat(err.toString())
                .contains(
                        "'green' is no URL, and there is no file of targets", "Looked for:\n", dir + "/targets.yaml\n");
    }

    @Test
    void writesAllFormsOfTheReportAtOnce() {
        int code = run("--report", "junit=" + dir.resolve("smoke.xml") + ",html=" + dir.resolve("smoke.html"));

        assertThat(code).isZero();
        assertThat(dir.resolve("smoke.xml")).content().contains("<testcase name=\"up\" classname=\"home\"");
        assertThat(dir.resolve("smoke.html")).content().contains("<h1>PASS");
    }

    @Test
    void sendsNothingIfTheReportCanNotBeWritten() {
        int code = run("--report", "json=" + dir.resolve("gone/report.json"));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("there is no directory '" + dir.resolve("gone") + "'");
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void saysTheSeedOfAShuffledRun() {
        run("--shuffle");

        assertThat(out.toString()).contains("run run-1, seed 42)");
    }

    @Test
    void takesTheSeedItIsGiven() {
        run("--shuffle", "--seed=7");

        assertThat(out.toString()).contains("seed 7)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "run s --taget x ; `unknown option '--taget'; did you mean '--target'?`",
                "run s --target ; `'--target' needs a value: --target URL|NAME`",
                "run s --target --shuffle ; `'--target' needs a value: --target URL|NAME`",
                "run s --shuffle=yes --target http://x ; `'--shuffle' takes no value, but got 'yes'`",
                "run s --target a --target b ; `'--target' is given twice, as 'a' and as 'b'`",
                "run --target http://x ; `it needs SUITE.yaml ...`",
                "run s ; `it needs --target`",
                "run s --target http://x --seed 3 ; `--seed draws the order of --shuffle, which is missing`",
                "run s --target http://x --shuffle --seed many ; `--seed: takes a whole number, but got 'many'`",
                "run s --target http://x --parallel 0 ; `--parallel: takes a whole number of 1 or more, but got '0'`",
                "run s --target http://x --deadline 5 ; `--deadline: takes a duration with a unit, such as 90s or 5m, but got '5'`",
                "run s --target http://x --var path ; `--var: takes NAME=VALUE, but got 'path'`",
                "run s --target http://x --var a=1 --var a=2 ; `--var: 'a' is given twice`",
                "run s --target http://x --report htlm=x ; `there is no format 'htlm'; did you mean 'html'? (one of json, junit, html)`",
                "run s --target green --allow-writes ; `'green' is a target of a file`",
                "schema sute ; `it needs one of suite, targets, report, but got 'sute'`",
                "rnu s ; `unknown command 'rnu'; did you mean 'run'? (one of run, validate, list, schema)`"
            })
    void saysWhatIsWrongWithACommandLine(String words, String says) {
        int code = execute(words.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("smoke").contains(says, "--help says how it is used");
    }

    @Test
    void printsTheSchemaOfSuites() {
        execute("schema", "suite");

        assertThat(out.toString()).contains("\"title\": \"A Slipway smoke-test suite, version 1\"");
    }

    @Test
    void printsNothingButLinesWhenNobodyWatches() {
        run();

        assertThat(out.toString() + err).doesNotContain("\r", "\u001b");
    }

    @Test
    void showsAPersonHowFarItIsAndColoursWhatItPrints() {
        ticker = Optional.of(look -> {
            look.accept(Duration.ofSeconds(3));
            return () -> look.accept(Duration.ofSeconds(4));
        });

        run();

        assertThat(err.toString())
                .startsWith("\r\u001b[K  0 of 1 test, 3 s")
                .contains("\r\u001b[K  1 of 1 test, 4 s  home › up")
                .endsWith("\r\u001b[K");
        assertThat(out.toString()).startsWith("\u001b[1;32mPASSED\u001b[0m home › up");
    }

    @Test
    void keepsColoursToItselfWhenToldTo() {
        ticker = Optional.of(look -> () -> {});
        environment = Map.of("TOKEN", "s3cret-token", "NO_COLOR", "1");

        run();

        assertThat(out.toString()).startsWith("PASSED home › up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "list", "schema"})
    void helpsWithEveryCommand(String command) {
        int code = execute(command, "--help");

        assertThat(code).isZero();
        Golden.matches("help/" + command + ".txt", out.toString());
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
                () -> SmokeRunner.of(network, time, Thread.ofVirtual().factory(), "smoke-tests/1"),
                environment,
                () -> "run-1",
                () -> 42,
                cancellation,
                RunListener::none,
                "smoke-tests/1",
                new PrintWriter(out),
                new PrintWriter(err),
                ticker);
        return SmokeCommand.in(surroundings).execute(List.of(words));
    }
}
