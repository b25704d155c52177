package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(4), Duration.ofMinutes(1));

    @Test
    void doublesUpToTheLongest() {
        var failures = IntStream.of(1, 2, 3, 4, 5, 6, 100).boxed();

        var waits = failures.map(count -> BACK_OFF.after(count, "a chance"));

        assertThat(waits.map(BackOffTest::fullOf)).containsExactly(4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void differsByChance() {
        var chances = IntStream.range(0, 100).mapToObj(number -> "chance-" + number);

        var waits = chances.map(chance -> BACK_OFF.after(5, chance)).toList();

        assertThat(waits)
                .doesNotHaveDuplicates()
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60)));
    }

    /** The smallest bound that it keeps, in seconds. */
    private static long fullOf(Duration wait) {
        return LongStream.of(4, 8, 16, 32, 60)
                .filter(bound -> wait.compareTo(Duration.ofSeconds(bound)) <= 0)
                .findFirst()
                .orElseThrow();
    }
}
