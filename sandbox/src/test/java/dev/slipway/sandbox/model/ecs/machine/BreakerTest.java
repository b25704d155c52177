package dev.slipway.sandbox.model.ecs.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.ecs.DeploymentCircuitBreaker;
import dev.slipway.sandbox.model.ecs.ThresholdConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many failures are too many (docs/aws.md, Alarms and circuit breaker). */
class BreakerTest {

    @ParameterizedTest
    @CsvSource({"1, 3", "6, 3", "7, 4", "25, 13", "400, 200", "800, 200"})
    void isHalfOfTheDesiredTasksBetweenThreeAndTwoHundredUnlessSaid(int desired, int threshold) {
        assertThat(Breaker.threshold(null, desired)).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource({
        "BOUNDED_PERCENT, 100, 10, 10",
        "BOUNDED_PERCENT, 10, 10, 3",
        "UNBOUNDED_PERCENT, 50, 800, 400",
        "UNBOUNDED_PERCENT, 50, 3, 2",
        "COUNT, 7, 800, 7"
    })
    void isWhatIsConfigured(String type, int value, int desired, int threshold) {
        var breaker = new DeploymentCircuitBreaker(true, true, null, new ThresholdConfiguration(type, value));

        assertThat(Breaker.threshold(breaker, desired)).isEqualTo(threshold);
    }

    @Test
    void isReachedByOneTaskAtLeast() {
        var tiny = new DeploymentCircuitBreaker(true, true, null, new ThresholdConfiguration("UNBOUNDED_PERCENT", 1));

        assertThat(Breaker.threshold(tiny, 0)).isEqualTo(1);
    }
}
