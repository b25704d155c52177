package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Clock} keeps to. */
public abstract class ClockContract {
    protected abstract Clock clock();

    /** Lets this much time pass, or a little more. */
    protected abstract void pass(Duration time);

    @Test
    void bothClocksGoOn() {
        Instant wall = clock().now();
        Duration monotonic = clock().monotonic();

        pass(Duration.ofMillis(5));

        assertThat(clock().now()).isAfterOrEqualTo(wall.plusMillis(5));
        assertThat(clock().monotonic()).isGreaterThanOrEqualTo(monotonic.plusMillis(5));
    }
}
