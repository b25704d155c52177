package dev.slipway.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(5);

    @Test
    void everyRequestIsCountedOnceAsServedOrFailed() {
        var tally = new Tally();
        tally.answered(NOON, QUICK, 200, "v1");
        tally.answered(NOON.plusSeconds(1), QUICK, 502, "unknown");
        tally.unanswered(NOON.plusSeconds(2), "ConnectException: refused");
        tally.answered(NOON.plusSeconds(3), Duration.ofMillis(9), 200, "v1");

        var traffic = tally.traffic();

        assertThat(traffic)
                .isEqualTo(new Traffic(
                        2,
                        2,
                        List.of(
                                new Miss(NOON.plusSeconds(1), "status 502 from version 'unknown'"),
                                new Miss(NOON.plusSeconds(2), "ConnectException: refused")),
                        List.of(
                                new Sighting("v1", 2, NOON.plusMillis(5), NOON.plusMillis(3009)),
                                new Sighting("unknown", 1, NOON.plusMillis(1005), NOON.plusMillis(1005))),
                        Optional.of("v1"),
                        Duration.ofMillis(9)));
    }

    @Test
    void anAnswerOvertakenByAnotherIsNotTheLatest() {
        var tally = new Tally();
        tally.answered(NOON.plusMillis(1), QUICK, 200, "v2");
        tally.answered(NOON, QUICK, 200, "v1");

        var latest = tally.traffic().latest();

        assertThat(latest).contains("v2");
    }

    @Test
    void onlyTheFirstTwentyFailuresAreKeptButAllAreCounted() {
        var tally = new Tally();
        for (int request = 0; request < 25; request++) {
            tally.unanswered(NOON, "reset");
        }

        var traffic = tally.traffic();

        assertThat(traffic.failed()).isEqualTo(25);
        assertThat(traffic.misses()).hasSize(20);
    }
}
