package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.testing.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SmokeRunnerTest {
    private final Runs runs = new Runs();

    @Nested
    class TheVerdict {
        @Test
        void isPassWhenEverythingHolds() {
            Report report = runs.run("- {name: home, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        }

        @Test
        void isFailWithoutAnExpectationWhenTheStatusIsNotASuccess() {
            runs.network().replies(answer(500, ""));

            Report report = runs.run("- {name: home, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        }

        @Test
        void isInconclusiveWhenWeCouldNotAsk() {
            runs.network().replies(none(Reason.DNS, "no address for 'prod.example.com'"));

            Report report = runs.run("- {name: home, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }

        @Test
        void isFailWhenOneTestFailedAndAnotherCouldNotBeMeasured() {
            runs.network().replies(none(Reason.DNS, "no address"), answer(500, ""));

            Report report = runs.run("- {name: first, steps: [{get: /a}]}\n- {name: second, steps: [{get: /b}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        }

        @Test
        void isFailWhenATestFailedAndThenCouldNotBeMeasured() {
            runs.network().replies(answer(500, ""), none(Reason.DNS, "no address"));

            Report report = runs.run("- {name: home, retries: 1, steps: [{get: /}]}");

            assertThat(report.tests().getFirst().outcome()).isEqualTo(Outcome.FAILED);
        }

        @Test
        void isFailWhenNoTestIsSelected() {
            runs.with(Options.of("run-1").withTags(List.of("critical")));

            Report report = runs.run("- {name: home, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(report.notes()).containsExactly("no test is tagged critical, so nothing was tested");
        }

        @Test
        void isFailWhenEveryTestIsSkipped() {
            Report report = runs.run("- {name: home, skip: under repair, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        }

        @Test
        void takesNoNoticeOfAdvisoryTests() {
            runs.network().replies(answer(500, ""), answer(200, ""));

            Report report =
                    runs.run("- {name: new, advisory: true, steps: [{get: /new}]}\n- {name: home, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        }
    }

    @Nested
    class Retries {
        @Test
        void makeATestThatPassesLaterFlakyAndKeepBothAttempts() {
            runs.network().replies(answer(500, ""), answer(200, ""));

            Report report = runs.run("- {name: home, retries: 2, steps: [{get: /}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(report.tests().getFirst().isFlaky()).isTrue();
            assertThat(report.tests().getFirst().attempts())
                    .extracting(AttemptReport::outcome)
                    .containsExactly(Outcome.FAILED, Outcome.PASSED);
        }

        @Test
        void areFurtherAttemptsOfTheWholeTestOnASessionOfItsOwn() {
            runs.network().replies(answer(200, ""), answer(500, ""), answer(200, ""));

            runs.run("- {name: home, retries: 1, steps: [{get: /a}, {get: /b}]}");

            assertThat(runs.network().sent()).containsExactly("GET /a", "GET /b", "GET /a", "GET /b");
            assertThat(runs.network().sessions()).isEqualTo(2);
        }
    }

    @Nested
    class Deadlines {
        @Test
        void aStepThatTakesLongerThanItsTimeoutFailed() {
            runs.network().replies(answer(200, "").after(Duration.ofSeconds(9)));

            Report report = runs.run("- {name: home, steps: [{get: /, timeout: 2s}]}");

            assertThat(step(report).reason()).contains(Reason.TIMEOUT);
            assertThat(step(report).duration()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void aStepCutOffByTheRunsDeadlineIsAnErrorAndTheTestAfterIsNotSkipped() {
            runs.with(Options.of("run-1").withDeadline(Duration.ofSeconds(5)));
            runs.network().replies(answer(200, "").after(Duration.ofSeconds(3)));

            Report report = runs.run("- {name: one, steps: [{get: /a}, {get: /b}]}\n- {name: two, steps: [{get: /c}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(step(report).reason()).contains(Reason.DEADLINE);
            assertThat(report.tests().getLast().reason()).contains(Reason.DEADLINE);
            assertThat(report.tests().getLast().outcome()).isEqualTo(Outcome.ERROR);
            assertThat(report.duration()).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void aTestHasSixtySecondsItsRetriesIncluded() {
            runs.network().replies(answer(500, "").after(Duration.ofSeconds(25)));

            Report report = runs.run("- {name: slow, retries: 5, steps: [{get: /, timeout: 30s}]}");

            assertThat(report.tests().getFirst().attempts()).hasSize(3);
            assertThat(step(report).what().orElseThrow()).startsWith("the test's 60 s passed while it waited");
        }
    }

    @Nested
    class Polling {
        private static final String POLLED =
                "- {name: ready, steps: [{get: /ready, poll: {every: 1s, within: 5s, stopOn: {status: [410]}}}]}";

        @Test
        void waitsUntilTheExpectationHoldsAndIsNotFlaky() {
            runs.network().replies(answer(503, ""), answer(503, ""), answer(200, ""));

            Report report = runs.run(POLLED);

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(step(report).polls()).isEqualTo(3);
            assertThat(report.tests().getFirst().isFlaky()).isFalse();
        }

        @Test
        void givesUpWhenItsTimeIsOver() {
            runs.network().replies(answer(503, ""));

            Report report = runs.run(POLLED);

            assertThat(step(report).what()).contains("not within 5 s, sent 5 times");
            assertThat(step(report).reason()).contains(Reason.STATUS);
        }

        @Test
        void endsAtOnceOnAStatusThatSaysStop() {
            runs.network().replies(answer(503, ""), answer(410, ""));

            Report report = runs.run(POLLED);

            assertThat(step(report).polls()).isEqualTo(2);
            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        }

        @Test
        void waitsAsLongAsTheTargetAsks() {
            runs.network().replies(answer(503, "", "Retry-After: 3"), answer(200, ""));

            Report report = runs.run(POLLED);

            assertThat(report.duration()).isEqualTo(Duration.ofMillis(3076));
        }
    }

    @Nested
    class CleaningUp {
        private static final String CREATING = """
                - name: create
                  retries: 1
                  steps:
                    - post: /lists
                      capture: {list: {json: id}}
                      cleanup: [{delete: "/lists/${list}"}]
                    - post: "/lists/${list}/todos"
                      capture: {todo: {json: id}}
                      cleanup: [{delete: "/todos/${todo}"}, {delete: "/index/${todo}"}]
                    - get: /check
                """;

        @Test
        void goesBackwardsAfterAFailureAndEndsBeforeTheNextAttempt() {
            runs.network()
                    .replies(answer(201, "{\"id\":1}"), answer(201, "{\"id\":2}"), answer(500, ""), answer(204, ""));

            runs.run(CREATING);

            assertThat(runs.network().sent().subList(0, 7))
                    .containsExactly(
                            "POST /lists",
                            "POST /lists/1/todos",
                            "GET /check",
                            "DELETE /todos/2",
                            "DELETE /index/2",
                            "DELETE /lists/1",
                            "POST /lists");
        }

        @Test
        void isArmedByTheCaptureEvenWhenTheStepFailed() {
            runs.network().replies(answer(500, "{\"id\":1}"), answer(204, ""), answer(500, ""));

            runs.run(CREATING);

            assertThat(runs.network().sent()).startsWith("POST /lists", "DELETE /lists/1");
        }

        @Test
        void runsAfterACancellation() {
            runs.network().replies(answer(201, "{\"id\":1}").doing(runs.cancellation()::cancel), answer(204, ""));

            Report report = runs.run(CREATING);

            assertThat(runs.network().sent()).containsExactly("POST /lists", "DELETE /lists/1");
            assertThat(step(report).reason()).contains(Reason.INTERRUPTED);
            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }

        @Test
        void hasTenSecondsOfItsOwnAfterTheDeadline() {
            runs.with(Options.of("run-1").withDeadline(Duration.ofSeconds(1)));
            runs.network()
                    .replies(
                            answer(201, "{\"id\":1}"),
                            answer(201, "{\"id\":2}").after(Duration.ofSeconds(4)),
                            answer(204, "").after(Duration.ofSeconds(4)));

            Report report = runs.run(CREATING);

            assertThat(runs.network().sent()).containsExactly("POST /lists", "POST /lists/1/todos", "DELETE /lists/1");
            assertThat(report.tests().getFirst().attempts().getFirst().cleanups())
                    .extracting(StepReport::outcome)
                    .containsExactly(Outcome.PASSED);
        }

        @Test
        void doesNotTurnAPassIntoAFailureButSaysWhatIsLeft() {
            runs.network()
                    .replies(answer(201, "{\"id\":1}"), answer(201, "{\"id\":2}"), answer(200, ""), answer(500, ""));

            Report report = runs.run(CREATING);

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(TextReport.of(report))
                    .contains("cleanup-failed, this is left behind: DELETE https://prod.example.com/lists/1");
        }
    }

    @Nested
    class Captures {
        @Test
        void keepTheirTypeWhenTheyStandAlone() {
            runs.network().replies(answer(200, "{\"id\":9007199254740993}"), answer(200, "{\"id\":9007199254740993}"));

            Report report = runs.run("""
                    - name: exact
                      steps:
                        - get: /first
                          capture: {id: {json: id}}
                        - post: /second
                          json: {id: "${id}", text: "is ${id}", literal: "$${id}"}
                          expect: {json: {id: "${id}"}}
                    """);

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(runs.network().calls().getLast().body().orElseThrow().text(StandardCharsets.UTF_8))
                    .isEqualTo("{\"id\":9007199254740993,\"text\":\"is 9007199254740993\",\"literal\":\"${id}\"}");
        }

        @Test
        void thatFindNothingAreAnError() {
            runs.network().replies(answer(200, "{}"));

            Report report = runs.run("- {name: one, steps: [{get: /, capture: {id: {json: id}}}]}");

            assertThat(step(report).what()).contains("'id' captured nothing from json 'id'");
            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }

        @Test
        void thatNameAnotherHostAreNotFollowed() {
            runs.network().replies(answer(200, "", "Location: https://evil.example/x"));

            Report report =
                    runs.run("- {name: one, steps: [{get: /, capture: {to: {header: Location}}}, {get: \"${to}\"}]}");

            assertThat(step(report).what())
                    .contains("'https://evil.example/x' is not a path of https://prod.example.com");
        }
    }

    @Nested
    class Secrets {
        private static final String TOKEN = "p&ss wörd\"42";
        private static final String SUITE = """
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
        void areInNothingReportedInNoForm() {
            String basic = Base64.getEncoder().encodeToString(("user:" + TOKEN).getBytes(StandardCharsets.UTF_8));
            runs.with(Options.of("run-1").withSecrets(Map.of("apiToken", new Secret(TOKEN))));
            runs.network().replies(answer(200, "{\"token\":\"p&ss wörd\\\"42\",\"basic\":\"" + basic + "\"}"));

            Report report = runs.runSuite(SUITE);

            String all = TextReport.of(report) + JsonReport.of(report) + report;
            assertThat(all).contains("***").doesNotContain("ss wörd", "p%26ss", "p&ss", basic.substring(8, 20));
        }

        @Test
        void thatAreMissingOrTooShortToMaskRefuseTheRun() {
            runs.with(Options.of("run-1").withSecrets(Map.of("apiToken", new Secret("12345"))));

            String refusal = runs.refusal(SUITE, Runs.GREEN);

            assertThat(refusal).isEqualTo("""
                    1 fault in suites/todo.yaml; nothing was sent
                      suites/todo.yaml:3:11: the secret 'apiToken' has fewer than 6 characters; masking it would mask half of every report
                    """);
        }

        @Test
        void areWhateverStandsInAnAuthorizationHeader() {
            runs.network().replies(answer(500, "abcdefgh is unknown"));

            Report report = runs.run("- {name: one, steps: [{get: /, headers: {Authorization: Bearer abcdefgh}}]}");

            assertThat(TextReport.of(report))
                    .contains("-H 'Authorization: ***'")
                    .doesNotContain("abcdefgh");
        }
    }

    @Nested
    class BeforeAnythingIsSent {
        @Test
        void aWriteIsRefusedOnATargetThatDoesNotAllowIt() {
            Target production = Target.of("production", "https://prod.example.com", Optional.empty(), false);

            String refusal =
                    runs.refusal("version: 1\nsuite: s\ntests:\n  - {name: one, steps: [{put: /x}]}\n", production);

            assertThat(refusal).isEqualTo("""
                    1 fault in suites/todo.yaml; nothing was sent
                      suites/todo.yaml:4:25: 'put' may change something, and the target 'production' does not allow writes; allow them, select other tests by tag, or say 'safe: true' if it only reads
                    """);
        }

        @Test
        void theReadingTestsOfAWritingSuiteMayBeSelected() {
            Target production = Target.of("production", "https://prod.example.com", Optional.empty(), false);
            runs.with(Options.of("run-1").withTags(List.of("critical")));

            String refusal = runs.refusal("""
                    version: 1
                    suite: s
                    tests:
                      - {name: write, steps: [{put: /x}]}
                      - {name: read, tags: [critical], steps: [{get: /x}, {post: /search, safe: true}]}
                    """, production);

            assertThat(refusal).startsWith("0 faults");
        }

        @Test
        void everyVariableHasToHaveAValue() {
            runs.with(Options.of("run-1").withVariables(Map.of("image.tga", "v2")));

            String refusal = runs.refusal("""
                    version: 1
                    suite: s
                    variables: {region: , tag: "${image.tag}"}
                    tests:
                      - {name: one, steps: [{get: "/${service}"}]}
                    """, Runs.GREEN);

            assertThat(refusal).isEqualTo("""
                    4 faults in 2 files; nothing was sent
                      variables:1:1: no suite declares the variable 'image.tga'; did you mean 'image.tag'?
                      suites/todo.yaml:3:20: the variable 'region' was not given a value, and the suite has none for it
                      suites/todo.yaml:3:28: '${image.tag}' was not given a value for this run
                      suites/todo.yaml:5:31: '${service}' was not given a value for this run
                    """);
        }
    }

    @Test
    void aCriticalFailureBeginsNoMoreTests() {
        runs.network().replies(answer(500, ""));

        Report report =
                runs.run("- {name: one, tags: [critical], steps: [{get: /}]}\n- {name: two, steps: [{get: /}]}");

        assertThat(runs.network().sent()).hasSize(1);
        assertThat(report.tests().getLast().note()).contains("not started: a critical test had failed");
    }

    @Test
    void everyRequestSaysWhoItIsFrom() {
        runs.run("- {name: one, steps: [{get: /}]}");

        assertThat(runs.network().calls().getFirst().headers())
                .extracting(Object::toString)
                .containsExactly(
                        "Header[name=User-Agent, value=smoke-tests/1]", "Header[name=X-Smoke-Run, value=run-1]");
    }

    private static StepReport step(Report report) {
        return report.tests().getFirst().attempts().getLast().steps().getLast();
    }
}
