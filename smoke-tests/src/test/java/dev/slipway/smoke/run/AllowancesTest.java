package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.lasting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be done so often, and not once more: each allowance at its edge, on virtual time. */
class AllowancesTest extends TimedRuns {
    @Nested
    class APoll {
        @Test
        void isSentAsOftenAsFitsIn() {
            runs.network().replies(failing(0));

            Report report = polled("every: 1s, within: 5001ms");

            assertThat(step(report).polls()).isEqualTo(6);
        }

        @Test
        void isNotSentWhenItsTimeIsOver() {
            runs.network().replies(failing(0));

            Report report = polled("every: 1s, within: 5s");

            assertThat(step(report).polls()).isEqualTo(5);
        }

        @Test
        void mayBeAnsweredInTheLastMillisecond() {
            runs.network().replies(failing(1000), taking(3000));

            Report report = polled("every: 1s, within: 5s");

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(step(report).waited()).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void isCutOffWhenItsTimeIsOver() {
            runs.network().replies(failing(1000), taking(3001));

            Report report = polled("every: 1s, within: 5s");

            assertThat(step(report).reason()).contains(Reason.TIMEOUT);
            assertThat(step(report).waited()).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void waitsForAnHourThatComesInTime() {
            runs.network().replies(answer(503, "", "Retry-After: 4"), taking(0));

            assertThat(polled("every: 1s, within: 5s").verdict()).isEqualTo(Verdict.PASS);
        }

        @Test
        void isNotSentEarlierThanItSaysItself() {
            runs.network().replies(lasting(503, Duration.ofMillis(1), "Retry-After: 1"), taking(1));

            assertThat(step(polled("every: 3s, within: 5s")).waited()).isEqualTo(Duration.ofMillis(3002));
        }

        @Test
        void doesNotWaitForOneThatDoesNot() {
            runs.network().replies(answer(503, "", "Retry-After: 5"), taking(0));

            assertThat(step(polled("every: 1s, within: 5s")).polls()).isEqualTo(1);
        }

        @Test
        void endsWithTheRun() {
            within(2500).network().replies(failing(0));

            Report report = polled("every: 1s, within: 60s");

            assertThat(step(report).reason()).contains(Reason.DEADLINE);
            assertThat(report.duration()).isEqualTo(Duration.ofMillis(2500));
        }

        private Report polled(String poll) {
            return runs.run("- {name: x, steps: [{get: /, timeout: 60s, poll: {" + poll + "}}]}");
        }
    }

    @Nested
    class ABudgetOfFailures {
        @Test
        void maySpendItself() {
            runs.network().replies(failing(1), failing(1), taking(1));

            assertThat(runs.run("- {name: x, repeat: {count: 10, maxFailures: 2}, steps: [{get: /}]}")
                            .verdict())
                    .isEqualTo(Verdict.PASS);
        }

        @Test
        void maySpendNoMore() {
            runs.network().replies(failing(1), failing(1), failing(1), taking(1));

            assertThat(runs.run("- {name: x, repeat: {count: 10, maxFailures: 2}, steps: [{get: /}]}")
                            .verdict())
                    .isEqualTo(Verdict.FAIL);
        }

        @Test
        void ofRetriesIsThatManyFurtherAttempts() {
            runs.network().replies(failing(1), failing(1), taking(1));

            assertThat(runs.run("- {name: x, retries: 2, steps: [{get: /}]}").verdict())
                    .isEqualTo(Verdict.PASS);
        }

        @Test
        void ofRetriesIsNoMore() {
            runs.network().replies(failing(1), failing(1), failing(1), taking(1));

            assertThat(runs.run("- {name: x, retries: 2, steps: [{get: /}]}").verdict())
                    .isEqualTo(Verdict.FAIL);
        }

        @Test
        void ofRedirectsIsThatMany() {
            runs.network().replies(moved(1), moved(1), taking(1));

            assertThat(reasonOf("{get: /, followRedirects: 2}")).isEmpty();
        }

        @Test
        void ofRedirectsIsNoMore() {
            runs.network().replies(moved(1), moved(1), moved(1), taking(1));

            assertThat(reasonOf("{get: /, followRedirects: 2}")).contains(Reason.STATUS);
        }

        @Test
        void ofBytesIsThatMany() {
            runs.network().replies(answer(200, "{\"a\": 1}"));

            assertThat(reasonOf("{get: /, expect: {body: {maxBytes: 8}}}")).isEmpty();
        }

        @Test
        void ofBytesIsNoMore() {
            runs.network().replies(answer(200, "{\"a\":  1}"));

            assertThat(reasonOf("{get: /, expect: {body: {maxBytes: 8}}}")).contains(Reason.BODY);
        }
    }
}
