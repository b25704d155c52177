package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.SecretForms;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No artefact of a run holds a secret, in whatever form the suite, the wire or the target writes it. */
class SecretsTest {
    private static final long SEED = 20_260_101;
    private static final String LETTERS = "abcXYZ019-_.~ &<>'\"/\\+=%#?é€😀*$";

    private static final String TOKEN = "p&ss wörd\"42";
    private static final String READING = """
            version: 1
            suite: documents
            secrets: [apiToken]
            tests:
              - name: read
                steps:
                  - get: /doc
                    query: {token: "${apiToken}"}
                    headers: {X-Key: "${apiToken}"}
                    expect: {json: {token: x}}
            """;

    @Test
    void areInNoReportInNoFormWhateverTheyAre() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            SecretForms forms = new SecretForms(drawn(random));

            Map<String, String> artefacts = Artefacts.ofARun(forms, true);

            artefacts.forEach((name, text) -> assertThat(forms.in(text))
                    .as(name + " with '" + forms.secret() + "'")
                    .isEmpty());
            assertThat(artefacts).allSatisfy((name, text) -> assertThat(text).contains("***"));
        }
    }

    /** The search would find each form in each artefact: the same value, given as a variable, is in all of them. */
    @Test
    void wouldBeFoundInAnyFormWereTheyNotHidden() {
        SecretForms forms = new SecretForms("p&s <w'ö\"r\\d>/+% " + SecretForms.TAIL);

        Map<String, String> artefacts = Artefacts.ofARun(forms, false);

        assertThat(artefacts).containsOnlyKeys("the report itself", "log", "text", "json", "junit", "html");
        assertThat(forms.in(String.valueOf(artefacts.remove("log")))).contains("as it is");
        artefacts.forEach((name, text) ->
                assertThat(forms.in(text)).as(name).containsAll(forms.written().keySet()));
    }

    /** Nor how far an answer agrees with one: that would tell it piece by piece. */
    @Test
    void areNotToldByHowFarAnotherValueAgrees() {
        Runs runs = new Runs().with(options("s3cr3t-token"));
        runs.network().replies(answer(200, "{\"a\":\"s3cr3t-other\"}"));

        Report report = runs.runSuite(
                "version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: [{get: /, expect: {json: {a:"
                        + " \"${token}\"}}}]}]");

        assertThat(TextReport.of(report)).contains("expected  string \"***\"").doesNotContain("difference", "^");
        assertThat(report.toString()).doesNotContain("OptionalInt[");
    }

    /** One that only another suite of the run may use is as secret. */
    @Test
    void ofOneSuiteAreInNoReportOfAnother() {
        Runs runs = new Runs().with(options("s3cr3t-token"));
        runs.network().replies(answer(200, ""), answer(200, "{\"a\":\"s3cr3t-token\"}"));

        Report report = runs.runLoaded(List.of(
                Runs.suite(
                        "version: 1\nsuite: one\nsecrets: [token]\ntests: [{name: x, steps: [{get: \"/${token}\"}]}]"),
                Runs.suite("version: 1\nsuite: two\ntests: [{name: y, steps: [{get: /, expect: {json: {a: b}}}]}]")));

        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("s3cr3t"));
    }

    @Test
    void arePrintedAsStars() {
        assertThat(String.valueOf(options("s3cr3t-token")))
                .contains("token=***")
                .doesNotContain("s3cr3t");
    }

    /** What a suite calls by the same word is no way to learn that it is one. */
    @Test
    void areNotToldByTheNameOfWhatIsJudged() {
        Runs runs = new Runs().with(options("apiToken"));
        runs.network().replies(answer(200, "{\"apiToken\":1}", "apiToken: 1"));

        Report report = runs.runSuite("version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: [{get: /,"
                + " expect: {headers: {apiToken: x}, json: {apiToken: 1}}}]}]");

        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("apiToken"));
    }

    @Test
    void areNotToldByWhatABaselineAnswers() {
        Runs runs = new Runs().with(options("s3cret-token"));
        runs.network()
                .replies(
                        answer(200, "{\"a\":1,\"s3cret-token\":1}"),
                        answer(200, "{\"a\":\"s3cret-token\",\"s3cret-token\":1}"),
                        answer(200, "{\"a\":1,\"s3cret-token\":2}"));

        Report report = runs.runSuiteOn(
                Runs.GREEN.withBaseline(Target.of("blue", "https://blue.example", Optional.empty(), false)),
                "version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: [{get: /, expect: {sameAs: {target:"
                        + " baseline}}}]}]");

        assertThat(TextReport.of(report))
                .contains(
                        "a: expected integer 1, actual string \"***\"", "the baseline differs from itself there: ***");
        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("s3cret-token"));
    }

    /** However short: what a cookie holds is nobody's business. */
    @Test
    void ofACookieAreNotToldByWhatIsExpectedOfIt() {
        Runs runs = new Runs();
        runs.network().replies(answer(200, "", "Set-Cookie: sid=abc1", "Set-Cookie: sid=abc2"));

        Report report = runs.run("- {name: x, steps: [{get: /a, expect: {headers: {Set-Cookie: {contains: other}}}}]}");

        assertThat(TextReport.of(report)).contains("header Set-Cookie   value-mismatch", "actual    ***");
        assertThat(artefacts(report))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("abc1", "abc2"));
    }

    @Test
    void areNotOfferedAsTheNearestName() {
        Runs runs = new Runs().with(options("apiTokenX"));
        runs.network().replies(answer(200, "{\"apiTokenX\":1}", "apiTokenX: 1"));

        Report report = runs.runSuite("version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: [{get: /,"
                + " expect: {headers: {apiToken: x}, json: {apiToken: 1}}}]}]");

        assertThat(TextReport.of(report))
                .contains("missing (nearest existing: ***)")
                .doesNotContain("apiTokenX");
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
            String value = TextNode.valueOf(long_).toString();
            runs.network()
                    .replies(answer(
                            200, "{\"a\":" + value + ",\"b\":{\"c\":" + value + "}}", "Via: " + long_, "Via: x"));

            Report report = runs.runSuite("version: 1\nsuite: s\nsecrets: [token]\ntests: [{name: x, steps: "
                    + "[{get: /, expect: {headers: {Via: y}, json: {a: " + "x".repeat(lead)
                    + ", b: {equals: {c: x}}}}}]}]");

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

    @Test
    void areInNothingReportedInNoForm() {
        String basic = Base64.getEncoder().encodeToString(("user:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        Runs runs = new Runs().with(Options.of("run-1").withSecrets(Map.of("apiToken", new Secret(TOKEN))));
        runs.network().replies(answer(200, "{\"token\":\"p&ss wörd\\\"42\",\"basic\":\"" + basic + "\"}"));

        Report report = runs.runSuite(READING);

        String all = TextReport.of(report) + JsonReport.of(report) + report;
        assertThat(all).contains("***").doesNotContain("ss wörd", "p%26ss", "p&ss", basic.substring(8, 20));
    }

    @Test
    void areWhateverStandsInAnAuthorizationHeader() {
        Runs runs = new Runs();
        runs.network().replies(answer(500, "abcdefgh is unknown"));

        Report report = runs.run("- {name: one, steps: [{get: /, headers: {Authorization: Bearer abcdefgh}}]}");

        assertThat(TextReport.of(report)).contains("-H 'Authorization: ***'").doesNotContain("abcdefgh");
    }

    private static Options options(String secret) {
        return Options.of("run-1").withSecrets(Map.of("token", new Secret(secret)));
    }

    private static Map<String, String> artefacts(Report report) {
        return Artefacts.of(report, new ListAppender<>());
    }

    private static String drawn(Random random) {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder secret = new StringBuilder();
        for (int i = 8 + random.nextInt(20); i > 0; i--) {
            secret.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return secret.toString().strip() + SecretForms.TAIL;
    }
}
