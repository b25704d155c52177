package dev.slipway.smoke.report;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.Golden;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests and answers themselves, for those who ask for them. */
class TranscriptTextTest {
    private final Runs runs = new Runs();

    @Test
    void showsEveryRequestAndAnswerWithoutSecrets() {
        runs.with(Options.of("run-1").withVerbose(true).withSecrets(Map.of("token", new Secret("s3cret-token"))));
        runs.network()
                .replies(
                        answer(303, "", "Location: /todos/7?with=all", "Set-Cookie: sid=abcdef123456; Path=/"),
                        answer(200, "{\n  \"id\": 7,\n  \"key\": \"s3cret-token\"\n}\n", "ETag: \"1\""),
                        answer(500, "\u001b[31mno\u0000"),
                        none(Reason.RESET, "the connection was reset"));

        Report report = runs.runSuite("""
                version: 1
                suite: todos
                secrets: [token]
                tests:
                  - name: create
                    retries: 1
                    steps:
                      - post: /todos
                        auth: {bearer: "${token}"}
                        headers: {X-Key: "${token}"}
                        json: {title: "a b"}
                        followRedirects: 1
                        cleanup: [{delete: /todos/7}]
                      - get: /check
                """);

        Golden.matches("reports/verbose.txt", TextReport.of(report));
    }

    @Test
    void isEmptyUnlessAskedFor() {
        Report report = runs.run("- {name: up, steps: [{get: /up}]}");

        assertThat(TextReport.of(report)).startsWith("PASSED todo-api › up").doesNotContain("> GET", "< HTTP");
    }

    @Test
    void cutsWhatIsTooLongToRead() {
        runs.with(Options.of("run-1").withVerbose(true));
        runs.network().replies(answer(200, "x".repeat(20_000)));

        Report report = runs.run("- {name: up, steps: [{get: /up}]}");

        assertThat(TextReport.of(report)).contains("  < " + "x".repeat(16_384) + "… (20000 characters)\n");
    }
}
