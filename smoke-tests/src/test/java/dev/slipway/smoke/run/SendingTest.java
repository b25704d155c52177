package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.LoadedTargets;
import dev.slipway.smoke.parse.SuiteFiles;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.parse.TargetsLoader;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.testing.Runs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire for what a suite says. */
class SendingTest {
    private static final SuiteFiles FILES = SuiteFiles.of(Map.of("files/a.json", "{\"a\":1}", "files/b.bin", "bytes"));
    private final Runs runs = new Runs();

    @Nested
    class Paths {
        @Test
        void holdAllOfAValue() {
            runs.with(Options.of("run-1").withVariables(Map.of("image.tag", "a#b c%d")));

            Call call = call("{get: \"/x/${image.tag}\"}");

            assertThat(call.url()).hasToString("https://prod.example.com/x/a%23b%20c%25d");
        }

        @Test
        void ofAPlaceThatAnAnswerNamedLeaveItsFragmentOut() {
            runs.network().replies(answer(201, "", "Location: /x?y=1#part"));

            runs.run("- {name: x, steps: [{get: /, capture: {to: {header: Location}}}, {get: \"${to}\"}]}");

            assertThat(runs.network().sent()).containsExactly("GET /", "GET /x?y=1");
        }
    }

    @Nested
    class Bodies {
        @Test
        void ofAFileAreItsBytes() {
            Call call = call("{put: /x, file: files/a.json}");

            assertThat(call.body()).contains(Body.of("{\"a\":1}"));
            assertThat(header(call, "Content-Type")).isEqualTo("application/json");
        }

        @Test
        void inPartsHoldFieldsAndFiles() {
            Call call = call(
                    "{post: /x, multipart: {title: \"${run.id}\", doc: {file: files/b.bin, type: application/pdf}}}");

            assertThat(header(call, "Content-Type")).isEqualTo("multipart/form-data; boundary=smoke-part");
            assertThat(call.body().orElseThrow().text(StandardCharsets.UTF_8))
                    .isEqualTo(String.join(
                            "\r\n",
                            "--smoke-part",
                            "Content-Disposition: form-data; name=\"title\"",
                            "",
                            "run-1",
                            "--smoke-part",
                            "Content-Disposition: form-data; name=\"doc\"; filename=\"b.bin\"",
                            "Content-Type: application/pdf",
                            "",
                            "bytes",
                            "--smoke-part--",
                            ""));
        }

        @Test
        void ofGraphQlAreJson() {
            Call call = call(
                    "{post: /graphql, safe: true, graphql: {query: 'query Q($id: ID!) {x(id: $id)}', variables: {id: \"${run.id}\"}, operation: Q}}");

            assertThat(call.body())
                    .contains(
                            Body.of(
                                    "{\"query\":\"query Q($id: ID!) {x(id: $id)}\",\"variables\":{\"id\":\"run-1\"},\"operationName\":\"Q\"}"));
        }

        @Test
        void areInTheCommandThatSendsTheSame() {
            StepReport step = step("{post: /x, multipart: {a: b c, doc: {file: files/b.bin}}}");

            assertThat(step.curl())
                    .isEqualTo("curl -X POST --connect-to prod.example.com:443:alb-1.example:8443 -F 'a=b c' -F"
                            + " 'doc=@files/b.bin;type=application/octet-stream' https://prod.example.com/x");
        }
    }

    @Nested
    class TheCommandThatSendsTheSame {
        @ParameterizedTest
        @ValueSource(strings = {"Authorization", "Proxy-Authorization", "Cookie"})
        void hidesWhoAsksEvenIfThatIsNoSecret(String name) {
            StepReport step = step("{get: /x, headers: {" + name + ": a=b}}");

            assertThat(step.curl()).contains(" -H '" + name + ": ***' ").doesNotContain("a=b");
        }

        @Test
        void followsRedirectsAsTheStepDoes() {
            StepReport get = step("{get: /x, followRedirects: 3}");
            StepReport post = step("{post: /x, json: {a: 1}, followRedirects: 1}");

            assertThat(get.curl())
                    .isEqualTo("curl --location --max-redirs 3 --connect-to prod.example.com:443:alb-1.example:8443"
                            + " https://prod.example.com/x");
            assertThat(post.curl())
                    .isEqualTo("curl --location --max-redirs 1 --connect-to prod.example.com:443:alb-1.example:8443"
                            + " -H 'Content-Type: application/json' --data-raw '{\"a\":1}' https://prod.example.com/x");
        }

        @Test
        void trustsAndShowsTheTargetsCertificates() {
            LoadedTargets.Targets loaded = (LoadedTargets.Targets) TargetsLoader.load(
                    new SuiteText("conf/targets.yaml", """
                            targets:
                              green: {url: "https://prod.example.com", caFile: ca.pem, certFile: us.pem, keyFile: "/my keys/us.key"}
                            """),
                    path -> Optional.of(
                            (path.endsWith(".key") ? "-----BEGIN PRIVATE KEY-----" : "-----BEGIN CERTIFICATE-----")
                                    .getBytes(StandardCharsets.UTF_8)));

            Report report = runs.runOn(loaded.targets().getFirst(), "- {name: x, steps: [{get: /x}]}");

            assertThat(report.tests()
                            .getFirst()
                            .attempts()
                            .getFirst()
                            .steps()
                            .getFirst()
                            .curl())
                    .isEqualTo("curl --cacert conf/ca.pem --cert conf/us.pem --key '/my keys/us.key'"
                            + " https://prod.example.com/x");
        }
    }

    @Nested
    class WhoAsks {
        @Test
        void isSaidByUserAndPassword() {
            Call call = call("{get: /x, auth: {basic: {user: ada, password: \"${run.id}\"}}}");

            assertThat(header(call, "Authorization")).isEqualTo("Basic YWRhOnJ1bi0x");
        }

        @Test
        void isSaidOnceForASuiteAndOtherwiseForAStep() {
            runs.runSuite("""
                    version: 1
                    suite: s
                    defaults: {auth: {bearer: for-all-of-it}, httpVersion: 2}
                    tests:
                      - name: x
                        steps:
                          - get: /a
                          - get: /b
                            auth: {bearer: for-this-one}
                          - get: /c
                            headers: {authorization: Own x}
                            httpVersion: 1.1
                    """);

            assertThat(runs.network().calls())
                    .extracting(call -> header(call, "Authorization"))
                    .containsExactly("Bearer for-all-of-it", "Bearer for-this-one", "Own x");
            assertThat(runs.network().calls())
                    .extracting(Call::version)
                    .containsExactly(HttpVersion.HTTP_2, HttpVersion.HTTP_2, HttpVersion.HTTP_1_1);
        }
    }

    @Nested
    class Rows {
        @Test
        void ofDataAreTestsOfTheirOwn() {
            Report report = runs.run("""
                    - name: reads
                      data: [{id: 1, kind: a}, {id: x/y, kind: b}]
                      steps: [{get: "/${kind}/${id}", expect: {json: {id: "${id}"}}}]
                    """);

            assertThat(report.tests())
                    .extracting(TestReport::name)
                    .containsExactly("reads [1: id=1, kind=a]", "reads [2: id=x/y, kind=b]");
            assertThat(runs.network().sent()).containsExactly("GET /a/1", "GET /b/x/y");
        }
    }

    @Nested
    class TheOrder {
        private static final String FIVE = "- {name: a, steps: [{get: /a}]}\n- {name: b, steps: [{get: /b}]}\n"
                + "- {name: c, steps: [{get: /c}]}\n- {name: d, steps: [{get: /d}]}\n- {name: e, steps: [{get: /e}]}";

        @Test
        void drawnByASeedIsTheSameForTheSameSeed() {
            Report one = new Runs().with(Options.of("r").withSeed(7)).run(FIVE);
            Report other = new Runs().with(Options.of("r").withSeed(7)).run(FIVE);

            assertThat(names(one)).isEqualTo(names(other)).isNotEqualTo("abcde");
            assertThat(one.seed()).isEqualTo(OptionalLong.of(7));
            assertThat(one.suitesHash()).isEqualTo(runs.run(FIVE).suitesHash());
        }

        @Test
        void ofTheFileIsKeptWithoutOne() {
            assertThat(names(runs.run(FIVE))).isEqualTo("abcde");
        }

        private static String names(Report report) {
            return String.join("", report.tests().stream().map(TestReport::name).toList());
        }
    }

    private Call call(String step) {
        run(step);
        return runs.network().calls().getLast();
    }

    private StepReport step(String step) {
        return run(step).tests().getFirst().attempts().getFirst().steps().getFirst();
    }

    private Report run(String step) {
        SuiteText text =
                new SuiteText("suites/x.yaml", "version: 1\nsuite: x\ntests:\n  - {name: x, steps: [" + step + "]}\n");
        Loaded loaded = SuiteLoader.load(List.of(text), FILES);
        assertThat(loaded).isInstanceOf(Loaded.Suites.class);
        return runs.runLoaded(((Loaded.Suites) loaded).suites());
    }

    private static String header(Call call, String name) {
        Optional<String> value = call.headers().stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .findFirst();
        return value.orElse("none");
    }
}
