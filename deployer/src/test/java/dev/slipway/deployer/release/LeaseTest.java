package dev.slipway.deployer.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {
    private static final Instant SIGN = Instant.parse("2026-05-04T12:00:00Z");

    /** Clocks may differ by two seconds. */
    private static final Duration APART = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 300})
    void isTakenOnlyWhenItsOwnerHasStoppedByAnyClock(int seconds) {
        var lease = new Lease(Duration.ofSeconds(seconds));

        Instant stopped = SIGN.plus(lease.owned()).plus(APART);

        assertThat(stopped).isBefore(lease.deadAfter(SIGN).minus(APART));
        assertThat(lease.deadAfter(SIGN)).isEqualTo(lease.takenAfter(SIGN.plusSeconds(seconds)));
        assertThat(lease.renewedEvery()).isLessThan(lease.owned());
    }
}
