package dev.slipway.smoke.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What has to hold of percentiles whatever the durations are. */
class PercentilesTest {
    private static final long SEED = 20_260_101;

    @Test
    void areNearestRanks() {
        Percentiles percentiles = Percentiles.of(millis(15, 20, 35, 40, 50));

        assertThat(List.of(
                        percentiles.at(5),
                        percentiles.at(30),
                        percentiles.at(40),
                        percentiles.at(50),
                        percentiles.at(100)))
                .isEqualTo(millis(15, 20, 20, 35, 50));
    }

    @Test
    void areOneOfTheDurationsThatSoManyPerCentDoNotExceed() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            List<Duration> durations = drawn(random);
            int percent = 1 + random.nextInt(100);

            Duration value = Percentiles.of(durations).at(percent);

            long atMost =
                    durations.stream().filter(one -> one.compareTo(value) <= 0).count();
            long below =
                    durations.stream().filter(one -> one.compareTo(value) < 0).count();
            assertThat(durations).contains(value);
            assertThat(atMost * 100).as("round %s", round).isGreaterThanOrEqualTo((long) percent * durations.size());
            assertThat(below * 100).as("round %s", round).isLessThan((long) percent * durations.size());
        }
    }

    @Test
    void neverFallAsThePercentageRises() {
        Percentiles percentiles = Percentiles.of(drawn(new Random(SEED)));

        for (int percent = 2; percent <= 100; percent++) {
            assertThat(percentiles.at(percent)).isGreaterThanOrEqualTo(percentiles.at(percent - 1));
        }
    }

    @Test
    void ofNothingAreZero() {
        assertThat(Percentiles.of(List.of()).at(95)).isEqualTo(Duration.ZERO);
    }

    private static List<Duration> drawn(Random random) {
        List<Duration> durations = new ArrayList<>();
        for (int i = random.nextInt(200); i >= 0; i--) {
            durations.add(Duration.ofMillis(random.nextInt(50)));
        }
        return durations;
    }

    private static List<Duration> millis(int... millis) {
        List<Duration> durations = new ArrayList<>();
        for (int one : millis) {
            durations.add(Duration.ofMillis(one));
        }
        return durations;
    }
}
