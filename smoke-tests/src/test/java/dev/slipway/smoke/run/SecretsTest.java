package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.cli.SmokeCommand;
import dev.slipway.smoke.cli.Surroundings;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.report.HtmlReport;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.report.JunitReport;
import dev.slipway.smoke.report.LogEvents;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.FakeTime;
import dev.slipway.smoke.testing.Runs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No artefact of a run holds a secret, in whatever form the suite, the wire or the target writes it. */
class SecretsTest {
    private static final long SEED = 20_260_101;
    private static final String LETTERS = "abcXYZ019-_.~ &<>'\"/\\+=%#?é€😀*$";

    private static final String SUITE = """
            version: 1
            suite: secrets
            secrets: [token]
            tests:
              - name: everywhere
                steps:
                  - post: "/x/${token}"
                    query: {q: "${token}"}
                    headers: {X-Api-Key: "${token}"}
                    auth: {basic: {user: ada, password: "${token}"}}
                    json: {a: "${token}", b: ["pre ${token} post"]}
                    followRedirects: 1
                    expect:
                      headers: {ETag: "${token}"}
                      json:
                        echo: {matches: "never ${token}"}
                        other: {equals: {deep: "${token}"}}
                        "[`1`]": "${token}"
                      body: {contains: "never ${token}"}
                    cleanup: [{delete: "/x/${token}", expect: {status: 500}}]
              - name: form
                steps: [{post: /f, form: {a: "${token}"}, expect: {status: 500}}]
              - name: parts
                steps: [{post: /p, multipart: {a: "${token}"}, expect: {status: 500}}]
              - name: graph
                steps: [{post: /g, graphql: {query: "{x}", variables: {a: "${token}"}}, expect: {status: 500}}]
            """;

    @Test
    void areInNoReportInNoFormWhateverTheyAre() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            String secret = drawn(random);

            Map<String, String> artefacts = artefacts(secret);

            artefacts.forEach((name, text) -> forms(secret)
                    .forEach(form ->
                            assertThat(text).as(name + " with '" + secret + "'").doesNotContain(form)));
        }
    }

    @Test
    void areNotOnTheTerminalNorInAnyFileOfTheCommand(@TempDir Path dir) throws IOException {
        Path suite = Files.writeString(dir.resolve("secrets.yaml"), SUITE);
        Random random = new Random(SEED + 1);
        for (int round = 0; round < 10; round++) {
            String secret = drawn(random);
            FakeTime time = new FakeTime();
            FakeNetwork network =
                    new FakeNetwork(time).replies(answer(307, "", "Location: /y?z=" + encoded(secret)), echo(secret));

            Map<String, String> written = commanded(network, time, secret, suite, dir);

            assertThat(written.get("terminal")).contains("of 4 tests", "reproduce: curl", "FAIL");
            assertThat(written).hasSize(4);
            written.forEach((name, text) -> forms(secret)
                    .forEach(form ->
                            assertThat(text).as(name + " with '" + secret + "'").doesNotContain(form)));
        }
    }

    /** What a person sees, and every file they asked for. */
    private static Map<String, String> commanded(
            FakeNetwork network, FakeTime time, String secret, Path suite, Path dir) throws IOException {
        StringWriter terminal = new StringWriter();
        PrintWriter printer = new PrintWriter(terminal);
        List<Consumer<Duration>> looks = new ArrayList<>();
        RunListener looking = new RunListener() {
            @Override
            public void attempted(String name, String test, AttemptReport attempt) {
                looks.forEach(look -> look.accept(Duration.ofSeconds(1)));
            }
        };
        Surroundings surroundings = new Surroundings(
                () -> SmokeRunner.of(network, time, Thread.ofVirtual().factory(), "smoke-tests/1"),
                Map.of("TOKEN", secret),
                () -> "run-1",
                () -> 1,
                Cancellation.create(),
                () -> looking,
                "smoke-tests/1",
                printer,
                printer,
                Optional.of(look -> {
                    looks.add(look);
                    return () -> {};
                }));
        var unused = SmokeCommand.in(surroundings)
                .execute(List.of(
                        "run",
                        suite.toString(),
                        "--target=https://prod.example.com",
                        "--allow-writes",
                        "--log-events",
                        "--secret-env=token=TOKEN",
                        "--report=json=" + dir.resolve("r.json") + ",junit=" + dir.resolve("r.xml") + ",html="
                                + dir.resolve("r.html")));
        Map<String, String> written = new TreeMap<>();
        written.put("terminal", terminal.toString());
        for (String file : List.of("r.json", "r.xml", "r.html")) {
            written.put(file, Files.readString(dir.resolve(file)));
        }
        return written;
    }

    /** Looking for what may be escaped must not take longer the more there is that looks like an escape. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areSoughtInBodiesOfNothingButEscapes() {
        for (String escape : List.of("\\", "%25", "&amp;", "'\\''", "\\u005c")) {
            String secret = "/\\\n\\\\ '\"secret";
            Runs runs = new Runs().with(options(secret));
            runs.network().replies(answer(500, escape.repeat((1 << 20) / escape.length())));

            Report report =
                    runs.runSuite("version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: [{get: /}]}]");

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        }
    }

    /** A cut in the middle of a secret leaves a half that no mask finds. */
    @Test
    void areNotLeftInHalvesWhereLongValuesAreCut() {
        String secret = "s3cr3t-that-is-rather-long-0123456789";
        Runs runs = new Runs().with(options(secret));
        for (int lead = 150; lead < 240; lead += 7) {
            String long_ = "x".repeat(lead) + secret + "y".repeat(3000);
            runs.network().replies(answer(200, "{\"a\":" + TextNode.valueOf(long_) + "}"));

            Report report = runs.runSuite("version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: "
                    + "[{get: /, expect: {json: {a: " + "x".repeat(lead) + "}}}]}]");

            assertThat(report.toString()).doesNotContain("s3cr3t").doesNotContain("0123456789");
        }
    }

    @Test
    void thatAreCapturedAreHiddenEverywhereToo() {
        Runs runs = new Runs();
        runs.network().replies(answer(200, "{\"t\":\"captured-secret\"}"), answer(500, "captured-secret"));

        Report report =
                runs.run("- {name: x, steps: [{get: /a, capture: {t: {json: t, secret: true}}}, {get: \"/b/${t}\"}]}");

        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("captured-secret"));
    }

    @Test
    void thatAreCapturedAndTooShortToMaskEndTheStepUnshown() {
        Runs runs = new Runs();
        runs.network().replies(answer(200, "{\"t\":\"hush!\",\"u\":\"hush!\"}"));

        Report report = runs.run(
                "- {name: x, steps: [{get: /a, expect: {json: {u: other}}, capture: {t: {json: t, secret: true}}}]}");

        assertThat(report.tests()
                        .getFirst()
                        .attempts()
                        .getFirst()
                        .steps()
                        .getFirst()
                        .reason())
                .contains(Reason.CAPTURE_MISSING);
        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("hush!"));
    }

    @Test
    void ofACookieAreSecretsToo() {
        Runs runs = new Runs();
        runs.network().replies(answer(500, "your session is abcdef123456", "Set-Cookie: sid=abcdef123456; Path=/"));

        Report report = runs.run("- {name: x, steps: [{get: /a}]}");

        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("abcdef123456"));
    }

    private static Options options(String secret) {
        return Options.of("run-1").withSecrets(Map.of("token", new Secret(secret)));
    }

    private static Map<String, String> artefacts(String secret) {
        Runs runs = new Runs().with(options(secret));
        runs.network().replies(answer(307, "", "Location: /y?z=" + encoded(secret)), echo(secret));
        return artefacts(runs.runSuite(SUITE));
    }

    /** An answer that says it in as many ways as it can. */
    private static FakeNetwork.Reply echo(String secret) {
        String echo = TextNode.valueOf("you said " + secret + " and "
                        + TextNode.valueOf(secret)
                        + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                .toString();
        String body =
                "{\"echo\":" + echo + ",\"other\":{\"deep\":" + echo + "}," + TextNode.valueOf("k" + secret) + ":1}";
        return answer(
                200,
                body,
                "ETag: " + secret + "x",
                "X-Amzn-Trace-Id: " + secret,
                "Content-Type: application/json; x=" + encoded(secret));
    }

    private static String encoded(String secret) {
        return URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }

    private static Map<String, String> artefacts(Report report) {
        Map<String, String> artefacts = new TreeMap<>();
        artefacts.put("the report itself", report.toString());
        artefacts.put("log", logged(report));
        artefacts.put("text", TextReport.of(report));
        artefacts.put("json", JsonReport.of(report).toString());
        artefacts.put("junit", JunitReport.of(report));
        artefacts.put("html", HtmlReport.of(report));
        return artefacts;
    }

    private static String logged(Report report) {
        Logger logger = new LoggerContext().getLogger("smoke");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        LogEvents listener = LogEvents.into(logger);
        report.tests().forEach(test -> {
            test.attempts().forEach(attempt -> listener.attempted(test.suite(), test.name(), attempt));
            listener.tested(test);
        });
        listener.decided(report);
        assertThat(events.list).isNotEmpty();
        return events.list.stream()
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs())
                .collect(Collectors.joining("\n"));
    }

    private static String drawn(Random random) {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder secret = new StringBuilder();
        for (int i = 8 + random.nextInt(20); i > 0; i--) {
            secret.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return secret.toString().strip() + "end-of-it";
    }

    /** As somebody who looks for it would write it, on their own account. */
    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = TextNode.valueOf(secret).toString();
        List<String> forms = new ArrayList<>(List.of(
                secret,
                form,
                form.replace("+", "%20"),
                form.toLowerCase(Locale.ROOT),
                json.substring(1, json.length() - 1),
                Base64.getEncoder().encodeToString(("ada:" + secret).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        forms.removeIf(one -> one.length() < Secret.LEAST_CHARACTERS);
        return forms;
    }
}
