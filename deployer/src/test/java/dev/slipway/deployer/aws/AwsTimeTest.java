package dev.slipway.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the {@code Date} of AWS's answers says of our clock. */
class AwsTimeTest {
    private static final StubAws AWS = new StubAws();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @AfterAll
    static void close() {
        AWS.close();
    }

    @Test
    void provesNothingWithinTheSecondThatItTellsAndTheTimeThatTheCallTook() {
        Duration took = Duration.ofMillis(300);

        assertThat(AwsTime.off(NOON.plusMillis(999), took, NOON)).isZero();
        assertThat(AwsTime.off(NOON.plusMillis(1300), took, NOON)).isZero();
        assertThat(AwsTime.off(NOON, took, NOON)).isZero();
    }

    @Test
    void tellsByHowMuchOursIsAheadOrBehindAtLeast() {
        Duration took = Duration.ofMillis(300);

        assertThat(AwsTime.off(NOON.plusMillis(4800), took, NOON)).isEqualTo(Duration.ofMillis(3500));
        assertThat(AwsTime.off(NOON.minusMillis(700), took, NOON)).isEqualTo(Duration.ofMillis(-700));
    }

    @Test
    void isAFaultBeyondTwoSeconds() {
        assertThat(AwsTime.fault(Duration.ofSeconds(2))).isEmpty();
        assertThat(AwsTime.fault(Duration.ofSeconds(-2))).isEmpty();
        assertThat(AwsTime.fault(Duration.ofMillis(7400)))
                .contains(
                        "the clock: it is at least 7 s ahead of AWS's, and more than 2 s may let two workers act at once;"
                                + " synchronise it, for instance by NTP");
        assertThat(AwsTime.fault(Duration.ofMillis(-2001)))
                .contains(
                        "the clock: it is at least 2 s behind AWS's, and more than 2 s may let two workers act at once;"
                                + " synchronise it, for instance by NTP");
    }

    @Test
    void isReadFromEveryAnswer() {
        try (AwsClients ahead = AWS.clients(TestClock.at(Instant.parse("2999-01-01T00:00:00Z")));
                AwsClients behind = AWS.clients(TestClock.at(NOON))) {
            var before = ahead.time().fault();
            ahead.ecr().describeRepositories(request -> {});
            behind.ssmReads().getParameters(request -> request.names("one"));

            assertThat(before).isEmpty();
            assertThat(ahead.time().fault().orElseThrow()).contains(" s ahead of AWS's");
            assertThat(behind.time().fault().orElseThrow()).contains(" s behind AWS's");
        }
    }
}
