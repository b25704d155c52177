package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.Runs;
import org.junit.jupiter.api.Test;

/** What a suite may forbid that is forgiven otherwise, and what it may forgive. */
class StrictnessTest {
    private static final String FLAKY = "{name: %s, retries: 1, %s steps: [{get: /}]}";
    private static final String LEAVING = "{name: x, %s steps: [{post: /a, cleanup: [{delete: /a}]}]}";
    private final Runs runs = new Runs();

    @Test
    void aFlakyTestPasses() {
        runs.network().replies(answer(500, ""), answer(200, ""));

        assertThat(runs.run("- " + FLAKY.formatted("x", "")).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aFlakyTestFailsWhereItMustNotBe() {
        runs.network().replies(answer(500, ""), answer(200, ""));

        TestReport test = runs.run("- " + FLAKY.formatted("x", "failOnFlaky: true,"))
                .tests()
                .getFirst();

        assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(test.note()).contains("passed at attempt 2 only, and 'failOnFlaky' makes that a failure");
    }

    @Test
    void aTestMayTakeBackWhatItsSuiteForbids() {
        runs.network().replies(answer(500, ""), answer(200, ""));

        Report report = runs.runSuite("version: 1\nsuite: s\nfailOnFlaky: true\ntests: ["
                + FLAKY.formatted("x", "failOnFlaky: false,") + "]\n");

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void asManyFlakyTestsAsAllowedPass() {
        assertThat(twoFlaky(2).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void oneFlakyTestMoreThanAllowedFailsTheSuite() {
        Report report = twoFlaky(1);

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.notes()).containsExactly("s: 2 tests are flaky, and 'maxFlaky' allows 1");
    }

    private Report twoFlaky(int most) {
        runs.network().replies(answer(500, ""), answer(200, ""), answer(500, ""), answer(200, ""));
        return runs.runSuite("version: 1\nsuite: s\nmaxFlaky: " + most + "\ntests: [" + FLAKY.formatted("a", "") + ", "
                + FLAKY.formatted("b", "") + "]\n");
    }

    @Test
    void whatIsLeftBehindIsForgiven() {
        runs.network().replies(answer(201, ""), answer(500, ""));

        assertThat(runs.run("- " + LEAVING.formatted("")).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsLeftBehindFailsWhereNothingMayBe() {
        runs.network().replies(answer(201, ""), answer(500, ""));

        Report report = runs.run("- " + LEAVING.formatted("strictCleanup: true,"));

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aCriticalFailureStopsTheRestUnlessToldToGoOn() {
        String tests = "- {name: a, tags: [critical], steps: [{get: /a}]}\n- {name: b, steps: [{get: /b}]}";
        runs.network().replies(answer(500, ""));

        Report stopped = runs.run(tests);
        Report whole = runs.with(Options.of("r").withFailFast(false)).run(tests);

        assertThat(stopped.tests().getLast().outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(whole.tests().getLast().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aClockThatIsOffIsADrift() {
        runs.network().replies(answer(200, "{\"now\":\"2026-01-01T11:00:00Z\"}"));

        Report report = runs.run("- {name: x, steps: [{get: /, expect: {json: {now: {nearNow: 2s}}}}]}");

        assertThat(report.tests()
                        .getFirst()
                        .attempts()
                        .getFirst()
                        .steps()
                        .getFirst()
                        .reason())
                .contains(Reason.DRIFT);
    }

    @Test
    void everyReasonHasOneOutcomeInEveryRun() {
        for (Reason reason : Reason.values()) {
            runs.network().replies(none(reason, "because"));

            Report report = runs.run("- {name: x, steps: [{get: /}]}");

            assertThat(report.verdict())
                    .as(reason.slug())
                    .isEqualTo(reason.outcome() == Outcome.FAILED ? Verdict.FAIL : Verdict.INCONCLUSIVE);
        }
    }
}
