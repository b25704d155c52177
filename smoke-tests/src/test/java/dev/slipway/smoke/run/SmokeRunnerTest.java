package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.Runs;
import java.time.Duration;
import java.util.List;
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

    @Test
    void aCriticalFailureBeginsNoMoreTests() {
        runs.network().replies(answer(500, ""));

        Report report =
                runs.run("- {name: one, tags: [critical], steps: [{get: /}]}\n- {name: two, steps: [{get: /}]}");

        assertThat(runs.network().sent()).hasSize(1);
        assertThat(report.tests().getLast().note()).contains("not started: a critical test had failed");
    }

    @Test
    void anAdvisoryFailureIsNotCriticalWhateverItsTags() {
        runs.network().replies(answer(500, ""), answer(200, ""));

        Report report = runs.run("- {name: one, tags: [critical], advisory: true, steps: [{get: /}]}\n"
                + "- {name: two, steps: [{get: /}]}");

        assertThat(runs.network().sent()).hasSize(2);
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsBrokenIsToldInTheOrderOfTheFile() {
        runs.network().replies(answer(200, "{}", "ETag: a", "ETag: b"));

        Report report = runs.run(
                "- {name: one, steps: [{get: /, expect: {json: {a: 1}, body: {empty: true}, headers: {ETag: b, X: y}}}]}");

        assertThat(step(report).broken()).extracting(Assertion::subject).containsExactly("json a", "body", "header X");
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
