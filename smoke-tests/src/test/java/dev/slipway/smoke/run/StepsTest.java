package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.testing.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What steps do beside asking once: wait, keep what they found, and clean up. */
class StepsTest {
    private final Runs runs = new Runs();

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
        void ofANullAreOfNothing() {
            runs.network().replies(answer(200, "{\"id\":null}"));

            Report report = runs.run("- {name: one, steps: [{get: /, capture: {id: {json: id}}}]}");

            assertThat(step(report).reason()).contains(Reason.CAPTURE_MISSING);
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

    private static StepReport step(Report report) {
        return report.tests().getFirst().attempts().getLast().steps().getLast();
    }
}
