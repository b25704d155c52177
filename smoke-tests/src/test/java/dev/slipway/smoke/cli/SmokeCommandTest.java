package dev.slipway.smoke.cli;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeCommandTest {
    private final Path dir;
    private final CommandLine command;

    SmokeCommandTest(@TempDir Path dir) {
        this.dir = dir;
        this.command = CommandLine.in(dir);
    }

    @Test
    void exitsWithZeroOnPass() {
        int code = command.run();

        assertThat(code).isZero();
        assertThat(command.out()).isEqualTo("""
                PASSED home › up  (1 step, 38 ms)
                PASS  1 passed  (http://127.0.0.1:8080, 38 ms, run run-1)
                """);
    }

    @Test
    void exitsWithOneOnFail() {
        command.network().replies(answer(500, ""));

        assertThat(command.run()).isEqualTo(1);
    }

    @Test
    void exitsWithThreeWhenItCouldNotMeasure() {
        command.network().replies(none(Reason.DNS, "no address"));

        assertThat(command.run()).isEqualTo(3);
    }

    @Test
    void exitsWithAHundredAndThirtyWhenInterrupted() {
        command.network().replies(answer(200, "").doing(command.cancellation()::cancel));

        assertThat(command.run()).isEqualTo(130);
    }

    @Test
    void exitsWithTwoOnAFaultySuite() throws IOException {
        command.withSuite("version: 1\nsuite: home\ntest: []\n");

        int code = command.execute("validate", command.suite());

        assertThat(code).isEqualTo(2);
        assertThat(command.err()).contains("home.yaml:3:1: unknown key 'test' in a suite; did you mean 'tests'?");
    }

    @Test
    void exitsWithTwoWhenAValueIsMissing() {
        int code = command.execute(
                "run", command.suite(), "--target", "http://127.0.0.1:8080", "--secret-env", "token=TOKEN");

        assertThat(code).isEqualTo(2);
        assertThat(command.err()).contains("the variable 'path' was not given a value");
        assertThat(command.network().calls()).isEmpty();
    }

    @Test
    void exitsWithTwoOnWrongUsage() {
        assertThat(command.execute("run", command.suite(), "--target", "ftp://x"))
                .isEqualTo(2);
        assertThat(command.err()).startsWith("smoke run: the target 'ftp://x' is not 'http(s)://host[:port]'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:", "http://127.0.0.1:0", "http://127.0.0.1:65536", "http://127.0.0.1/x"})
    void takesNoTargetWithHalfAPortOrAPath(String url) {
        assertThat(command.execute("run", command.suite(), "--target", url)).isEqualTo(2);
        assertThat(command.err()).startsWith("smoke run: the target '" + url + "' is not 'http(s)://host[:port]'");
    }

    @Test
    void offersTheEnvironmentVariableThatWasMeant() {
        command.execute("run", command.suite(), "--target", "http://127.0.0.1:8080", "--secret-env", "token=TOKN");

        assertThat(command.err())
                .startsWith("smoke run: --secret-env: the environment has no 'TOKN'; did you mean 'TOKEN'?");
    }

    @Test
    void takesATargetByItsNameFromAFile() throws IOException {
        Path targets = Files.writeString(
                dir.resolve("targets.yaml"), "targets: {green: {url: \"https://prod.example.com\"}}\n");

        int code = command.execute("run", command.suite(), "--targets", targets.toString(), "--target", "gren");

        assertThat(code).isEqualTo(2);
        assertThat(command.err()).contains("no target 'gren' in ", "did you mean 'green'?");
    }

    @Test
    void saysWhatIsWrongWithAFileOfTargetsAndNothingOfUsage() throws IOException {
        Path targets = Files.writeString(dir.resolve("targets.yaml"), "targets: {green: {ulr: x}}\n");

        int code = command.execute("run", command.suite(), "--targets", targets.toString(), "--target", "green");

        assertThat(code).isEqualTo(2);
        assertThat(command.err())
                .startsWith("2 faults in " + targets + "; nothing was sent\n")
                .contains("unknown key 'ulr' in a target; did you mean 'url'?")
                .doesNotContain("--help");
    }

    @Test
    void writesTheReportAsJson() throws IOException {
        Path report = dir.resolve("report.json");

        command.run("--report", "json=" + report);

        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(report.toFile())
                        .path("verdict")
                        .asText())
                .isEqualTo("PASS");
    }

    @Test
    void showsRequestsAndAnswersWhenAskedTo() {
        command.run("-v");

        assertThat(command.out())
                .contains(
                        "PASSED home › up",
                        "  > GET /up HTTP/1.1\n  > Host: 127.0.0.1:8080\n",
                        "  > X-Token: ***\n",
                        "  < HTTP/1.1 200\n");
    }

    @Test
    void listsTestsWithTheirTags() {
        command.execute("list", command.suite());

        assertThat(command.out()).isEqualTo(command.suite() + ":5:9  home › up  [critical]\n");
    }

    @Test
    void looksTargetsUpInAFileBesideTheSuite() throws IOException {
        Files.writeString(dir.resolve("targets.yaml"), "targets: {green: {url: \"https://prod.example.com\"}}\n");

        int code = command.execute(
                "run", command.suite(), "--target", "green", "--var", "path=up", "--secret-env", "token=TOKEN");

        assertThat(code).isZero();
        assertThat(command.network().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.url()).hasToString("https://prod.example.com/up"));
    }

    @Test
    void saysWhereItLookedForTargets() {
        command.execute("run", command.suite(), "--target", "green");

        assertThat(command.err())
                .contains(
                        "'green' is no URL, and there is no file of targets", "Looked for:\n", dir + "/targets.yaml\n");
    }

    @Test
    void writesAllFormsOfTheReportAtOnce() {
        int code = command.run("--report", "junit=" + dir.resolve("smoke.xml") + ",html=" + dir.resolve("smoke.html"));

        assertThat(code).isZero();
        assertThat(dir.resolve("smoke.xml")).content().contains("<testcase name=\"up\" classname=\"home\"");
        assertThat(dir.resolve("smoke.html")).content().contains("<h1>PASS");
    }

    @Test
    void sendsNothingIfTheReportCanNotBeWritten() {
        int code = command.run("--report", "json=" + dir.resolve("gone/report.json"));

        assertThat(code).isEqualTo(2);
        assertThat(command.err()).contains("there is no directory '" + dir.resolve("gone") + "'");
        assertThat(command.network().calls()).isEmpty();
    }

    @Test
    void failsIfTheReportCouldNotBeWrittenAfterAll() throws IOException {
        Path dangling = Files.createSymbolicLink(dir.resolve("report.json"), dir.resolve("gone/report.json"));

        int code = command.run("--report", "json=" + dangling);

        assertThat(code).isEqualTo(2);
        assertThat(command.out()).contains("PASS  1 passed");
        assertThat(command.err()).startsWith("--report: '" + dangling + "' could not be written: ");
    }

    @Test
    void saysTheSeedOfAShuffledRun() {
        command.run("--shuffle");

        assertThat(command.out()).contains("run run-1, seed 42)");
    }

    @Test
    void takesTheSeedItIsGiven() {
        command.run("--shuffle", "--seed=7");

        assertThat(command.out()).contains("seed 7)");
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
                "run s --target http://x --secret-env token ; `--secret-env: takes NAME=ENV, but got 'token'`",
                "run s --target http://x --var a=1 --var a=2 ; `--var: 'a' is given twice`",
                "run s --target http://x --report htlm=x ; `there is no format 'htlm'; did you mean 'html'? (one of json, junit, html)`",
                "run s --target green --allow-writes ; `'green' is a target of a file`",
                "schema sute ; `it needs one of suite, targets, report, but got 'sute'`",
                "rnu s ; `unknown command 'rnu'; did you mean 'run'? (one of run, validate, list, schema)`"
            })
    void saysWhatIsWrongWithACommandLine(String words, String says) {
        int code = command.execute(words.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(command.err()).startsWith("smoke").contains(says, "--help says how it is used");
    }

    @Test
    void printsTheSchemaOfSuites() {
        command.execute("schema", "suite");

        assertThat(command.out()).contains("\"title\": \"A Slipway smoke-test suite, version 1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "list", "schema"})
    void helpsWithEveryCommand(String name) {
        int code = command.execute(name, "--help");

        assertThat(code).isZero();
        Golden.matches("help/" + name + ".txt", command.out());
    }

    @Test
    void saysWhatItsExitCodesMean() {
        command.execute("--help");

        assertThat(command.out())
                .contains("0 PASS, 1 FAIL, 2 wrong usage", "3 INCONCLUSIVE", "run", "validate", "list");
    }
}
