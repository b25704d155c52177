package dev.slipway.smoke.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.FakeNetwork;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every budget of time, spent to the last millisecond and by one more, on a clock that moves only when something takes time. */
class BudgetsTest extends TimedRuns {
    @Nested
    class ARequest {
        @Test
        void mayTakeItsTimeout() {
            assertThat(reason(taking(2000), "{get: /, timeout: 2s}")).isEmpty();
        }

        @Test
        void mayTakeNoMore() {
            assertThat(reason(taking(2001), "{get: /, timeout: 2s}")).contains(Reason.TIMEOUT);
        }

        @Test
        void hasFiveSecondsUnlessSaid() {
            assertThat(reason(taking(5000), "{get: /}")).isEmpty();
        }

        @Test
        void hasNoMoreThanFiveSecondsUnlessSaid() {
            assertThat(reason(taking(5001), "{get: /}")).contains(Reason.TIMEOUT);
        }

        @Test
        void sharesItsTimeoutWithItsRedirects() {
            runs.network().replies(moved(1000), taking(1000));

            Report report = runs.run("- {name: x, steps: [{get: /, timeout: 2s, followRedirects: 1}]}");

            assertThat(step(report).reason()).isEmpty();
            assertThat(step(report).duration()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void isCutOffWhereItsRedirectsSpentTheTimeout() {
            runs.network().replies(moved(1000), taking(1001));

            Report report = runs.run("- {name: x, steps: [{get: /, timeout: 2s, followRedirects: 1}]}");

            assertThat(step(report).reason()).contains(Reason.TIMEOUT);
        }

        @Test
        void isNotSentOnWhenARedirectTookAllTheTime() {
            runs.network().replies(moved(2000), taking(1));

            Report report = runs.run("- {name: x, steps: [{get: /, timeout: 2s, followRedirects: 1}]}");

            assertThat(runs.network().sent()).hasSize(1);
            assertThat(step(report).reason()).contains(Reason.STATUS);
        }

        @Test
        void asQuickAsItMustBeIs() {
            assertThat(reason(taking(1000), "{get: /, expect: {duration: {lte: 1s}}}"))
                    .isEmpty();
        }

        @Test
        void aMillisecondSlowerIsNot() {
            assertThat(reason(taking(1001), "{get: /, expect: {duration: {lte: 1s}}}"))
                    .contains(Reason.DURATION);
        }

        @Test
        void mustBeQuickerThanWhatItMustBeLessThan() {
            assertThat(reason(taking(1000), "{get: /, expect: {duration: {lt: 1s}}}"))
                    .contains(Reason.DURATION);
        }
    }

    @Nested
    class ATest {
        @Test
        void mayTakeSixtySeconds() {
            runs.network().replies(taking(30_000));

            Report report = runs.run("- {name: x, steps: [{get: /a, timeout: 60s}, {get: /b, timeout: 60s}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        }

        @Test
        void mayTakeNoMore() {
            runs.network().replies(taking(30_000), taking(30_001));

            Report report = runs.run("- {name: x, steps: [{get: /a, timeout: 60s}, {get: /b, timeout: 60s}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(step(report).reason()).contains(Reason.DEADLINE);
            assertThat(report.duration()).isEqualTo(Duration.ofSeconds(60));
        }

        @Test
        void sendsNothingWhenTheyAreOver() {
            runs.network().replies(taking(60_000));

            Report report = runs.run("- {name: x, steps: [{get: /a, timeout: 60s}, {get: /b}]}");

            assertThat(runs.network().sent()).containsExactly("GET /a");
            assertThat(step(report).what().orElseThrow()).isEqualTo("the test's 60 s had passed before it was sent");
        }

        @Test
        void isTriedAgainInTheLastMillisecond() {
            runs.network().replies(failing(59_999), taking(1));

            Report report = runs.run("- {name: x, retries: 1, steps: [{get: /a, timeout: 60s}]}");

            assertThat(report.tests().getFirst().isFlaky()).isTrue();
        }

        @Test
        void isNotTriedAgainWhenTheyAreOver() {
            runs.network().replies(failing(60_000), taking(1));

            Report report = runs.run("- {name: x, retries: 1, steps: [{get: /a, timeout: 60s}]}");

            assertThat(report.tests().getFirst().attempts()).hasSize(1);
            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        }

        @Test
        void repeatedHasThemForEachIteration() {
            runs.network().replies(taking(60_000));

            Report report = runs.run("- {name: x, repeat: {count: 3}, steps: [{get: /a, timeout: 60s}]}");

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(report.duration()).isEqualTo(Duration.ofMinutes(3));
        }
    }

    @Nested
    class ARun {
        private static final String TWO_TESTS =
                "- {name: x, steps: [{get: /a, timeout: 10s}]}\n- {name: y, steps: [{get: /b}]}";

        @Test
        void mayTakeItsTime() {
            within(6000).network().replies(taking(5000), taking(1000));

            assertThat(runs.run(TWO_TESTS).verdict()).isEqualTo(Verdict.PASS);
        }

        @Test
        void mayTakeNoMore() {
            within(6000).network().replies(taking(5000), taking(1001));

            Report report = runs.run(TWO_TESTS);

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(step(report).what().orElseThrow())
                    .isEqualTo("the run's deadline passed while it waited: not whole within the limit");
        }

        @Test
        void beginsATestInItsLastMillisecond() {
            within(5001).network().replies(taking(5000), taking(1));

            assertThat(runs.run(TWO_TESTS).verdict()).isEqualTo(Verdict.PASS);
        }

        @Test
        void beginsNoneWhenItIsOver() {
            within(5000).network().replies(taking(5000), taking(1));

            Report report = runs.run(TWO_TESTS);

            assertThat(runs.network().sent()).containsExactly("GET /a");
            assertThat(report.tests().getLast().reason()).contains(Reason.DEADLINE);
            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    @Nested
    class CleaningUp {
        private static final String CREATING =
                "- {name: x, strictCleanup: true, steps: [{post: /a, cleanup: [{delete: /a, timeout: 60s}, {delete: /b, timeout: 60s}]}]}";

        @Test
        void mayTakeTenSecondsInAll() {
            runs.network().replies(taking(1), taking(4000), taking(6000));

            assertThat(runs.run(CREATING).verdict()).isEqualTo(Verdict.PASS);
        }

        @Test
        void mayTakeNoMore() {
            runs.network().replies(taking(1), taking(4000), taking(6001));

            Report report = runs.run(CREATING);

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(report.tests()
                            .getFirst()
                            .attempts()
                            .getFirst()
                            .cleanups()
                            .getLast()
                            .reason())
                    .contains(Reason.DEADLINE);
        }

        @Test
        void hasThemBesideTheRunsDeadline() {
            within(1).network().replies(taking(1), taking(4000), taking(6000));

            assertThat(runs.run(CREATING).verdict()).isEqualTo(Verdict.PASS);
        }
    }

    private Optional<Reason> reason(FakeNetwork.Reply reply, String step) {
        runs.network().replies(reply);
        return reasonOf(step);
    }
}
