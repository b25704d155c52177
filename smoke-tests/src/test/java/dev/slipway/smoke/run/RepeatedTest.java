package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Repeated tests: every budget at its edge, on virtual time. */
class RepeatedTest {
    private static final FakeNetwork.Reply GOOD = answer(200, "");
    private static final FakeNetwork.Reply BAD = answer(500, "");
    private static final FakeNetwork.Reply UNKNOWN = none(Reason.DNS, "no address");
    private final Runs runs = new Runs();

    @Nested
    class TheBudget {
        @Test
        void ofOneInAHundredForgivesOne() {
            TestReport test = repeated("count: 100, maxFailures: 1", first(1, BAD));

            assertThat(test.outcome()).isEqualTo(Outcome.PASSED);
            assertThat(counts(test)).isEqualTo("100 ran, 99 passed, 1 failed, 0 errors");
        }

        @Test
        void ofOneInAHundredIsSpentByTwoAndEndsTheTestThere() {
            TestReport test = repeated("count: 100, maxFailures: 1", first(2, BAD));

            assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(counts(test)).isEqualTo("2 ran, 0 passed, 2 failed, 0 errors");
        }

        @Test
        void isSpentByErrorsToo() {
            TestReport test = repeated("count: 100, maxFailures: 1", List.of(BAD, UNKNOWN, GOOD));

            assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(counts(test)).isEqualTo("2 ran, 0 passed, 1 failed, 1 errors");
        }

        @Test
        void spentByErrorsAloneIsInconclusive() {
            Report report = runs.run(test("count: 10", List.of(UNKNOWN, GOOD)));

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }

        @Test
        void ofNoneIsSpentByTheLastIteration() {
            TestReport test = repeated("count: 3", List.of(GOOD, GOOD, BAD));

            assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
        }

        @Test
        void isSpentByIterationsThatCouldNotBeginBeforeTheDeadline() {
            runs.with(Options.of("run-1").withDeadline(Duration.ofMillis(38 * 9)));

            TestReport test = repeated("count: 10", List.of(GOOD));

            assertThat(test.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(test.reason()).contains(Reason.DEADLINE);
            assertThat(test.note()).contains("the run's deadline passed after 9 of 10 iterations");
        }

        @Test
        void forgivesAnIterationThatCouldNotBeginAsItForgivesAnError() {
            runs.with(Options.of("run-1").withDeadline(Duration.ofMillis(38 * 9)));

            TestReport test = repeated("count: 10, maxFailures: 1", List.of(GOOD));

            assertThat(test.outcome()).isEqualTo(Outcome.PASSED);
        }

        @Test
        void saysWhatItLetsThrough() {
            TestReport test = repeated("count: 100, maxFailures: 1", List.of(GOOD));

            assertThat(test.repeat().orElseThrow().odds())
                    .isEqualTo(
                            "at least 99 of 100 lets a build that fails 1 % of requests through 74 % of the time, one"
                                    + " that fails 5 % 3.7 %; to show 1 % or less with 95 % confidence takes 299 clean of 299");
        }

        @Test
        void ofNothingInAHundredLetsThroughLess() {
            assertThat(Odds.text(100, 0)).contains("37 % of the time").contains("5 % 0.6 %");
            assertThat(Odds.ofPassing(299, 0, 0.01)).isLessThan(0.05);
            assertThat(Odds.ofPassing(298, 0, 0.01)).isGreaterThan(0.05);
        }
    }

    @Nested
    class EachIteration {
        @Test
        void hasASessionOfItsOwn() {
            repeated("count: 5", List.of(GOOD));

            assertThat(runs.network().sessions()).isEqualTo(5);
        }

        @Test
        void isKeptIfItIsTheFirstOrDidNotPass() {
            List<FakeNetwork.Reply> replies = new ArrayList<>(List.of(GOOD, GOOD, BAD, GOOD));

            TestReport test = repeated("count: 10, maxFailures: 1", replies);

            assertThat(test.attempts()).extracting(AttemptReport::number).containsExactly(1, 3);
            assertThat(test.isFlaky()).isFalse();
        }

        @Test
        void ofManyWrongOnesIsKeptUpToTwenty() {
            TestReport test = repeated("count: 100, maxFailures: 99", List.of(BAD));

            assertThat(test.attempts()).hasSize(20);
        }
    }

    @Nested
    class Latency {
        @Test
        void atItsLimitHolds() {
            TestReport test = limited("p95: 38ms, max: 38ms", List.of(GOOD));

            assertThat(test.outcome()).isEqualTo(Outcome.PASSED);
            assertThat(test.latency().orElseThrow().samples()).isEqualTo(20);
        }

        @Test
        void ofOneSlowAnswerInTwentyBreaksTheMaximumAndNotTheNinetyFifth() {
            TestReport test = limited("p95: 38ms, max: 1s", List.of(GOOD.after(Duration.ofSeconds(2)), GOOD));

            assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(test.latency().orElseThrow().broken())
                    .extracting(Assertion.Broken::subject, Assertion.Broken::actual)
                    .containsExactly(tuple("latency max", "2.038 s over 20 answers"));
            assertThat(test.note()).contains("latency max: expected <= 1 s, actual 2.038 s over 20 answers");
        }

        @Test
        void ofTwoSlowAnswersInTwentyBreaksTheNinetyFifth() {
            FakeNetwork.Reply slow = GOOD.after(Duration.ofSeconds(2));

            TestReport test = limited("p95: 1s, p50: 38ms", List.of(slow, slow, GOOD));

            assertThat(test.latency().orElseThrow().broken())
                    .extracting(Assertion.Broken::subject)
                    .containsExactly("latency p95");
        }

        @Test
        void countsSuccessfulAnswersOnly() {
            runs.network().replies(BAD.after(Duration.ofSeconds(3)), GOOD);

            TestReport test = runs.run(
                            "- {name: x, repeat: {count: 20, maxFailures: 1}, latency: {p95: 1s}, steps: [{get: /}]}")
                    .tests()
                    .getFirst();

            assertThat(test.latency().orElseThrow().samples()).isEqualTo(19);
            assertThat(test.outcome()).isEqualTo(Outcome.PASSED);
        }

        @Test
        void ofATestThatIsNotRepeatedMayLimitTheMaximum() {
            runs.network().replies(GOOD.after(Duration.ofSeconds(2)));

            TestReport test = runs.run("- {name: x, latency: {max: 1s}, steps: [{get: /}]}")
                    .tests()
                    .getFirst();

            assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
        }

        private TestReport limited(String limits, List<FakeNetwork.Reply> replies) {
            runs.network().replies(replies.toArray(FakeNetwork.Reply[]::new));
            return runs.run("- {name: x, repeat: {count: 20}, latency: {" + limits + "}, steps: [{get: /}]}")
                    .tests()
                    .getFirst();
        }
    }

    private static List<FakeNetwork.Reply> first(int count, FakeNetwork.Reply reply) {
        List<FakeNetwork.Reply> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(reply);
        }
        replies.add(GOOD);
        return replies;
    }

    private TestReport repeated(String repeat, List<FakeNetwork.Reply> replies) {
        return runs.run(test(repeat, replies)).tests().getFirst();
    }

    private String test(String repeat, List<FakeNetwork.Reply> replies) {
        runs.network().replies(replies.toArray(FakeNetwork.Reply[]::new));
        return "- {name: often, repeat: {" + repeat + "}, steps: [{get: /}]}";
    }

    private static String counts(TestReport test) {
        Optional<RepeatReport> report = test.repeat();
        return report.map(one -> one.ran() + " ran, " + one.passed() + " passed, " + one.failed() + " failed, "
                        + one.errors() + " errors")
                .orElse("not repeated");
    }
}
