package dev.slipway.smoke.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit of a request, to the nanosecond, on a clock that moves when told. */
class FlightTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final FakeTime time = new FakeTime();
    private final FakeTimer timer = new FakeTimer(time);
    private final Alarm alarm = new Alarm(time, timer);
    private final Cancellation cancellation = Cancellation.create();
    private final List<String> cut = new ArrayList<>();

    @Test
    void isNotOverAnInstantBeforeItsLimit() {
        Flight flight = start(LIMIT);

        timer.advance(LIMIT.minus(INSTANT));

        assertThat(flight.isOver()).isFalse();
        assertThat(cut).isEmpty();
    }

    @Test
    void isCutOffAtItsLimit() {
        Flight flight = start(LIMIT);

        timer.advance(LIMIT);

        assertThat(flight.failure(Phase.WAITING))
                .isEqualTo(new Failure(Reason.TIMEOUT, "connected, but no answer began within 2 s"));
        assertThat(cut).containsExactly("cut");
    }

    @ParameterizedTest
    @CsvSource({
        "RESOLVING, DNS, the name was not resolved within 2 s",
        "CONNECTING, CONNECT_TIMEOUT, not connected within 2 s",
        "HANDSHAKE, TIMEOUT, 'connected, but the TLS handshake did not end within 2 s'",
        "WAITING, TIMEOUT, 'connected, but no answer began within 2 s'",
        "ANSWERING, TIMEOUT, 'an answer began, but did not end within 2 s'"
    })
    void isExplainedByHowFarItHadCome(Phase phase, Reason reason, String what) {
        Flight flight = start(LIMIT);

        timer.advance(LIMIT);

        assertThat(flight.failure(phase)).isEqualTo(new Failure(reason, what));
    }

    /** The timer set for the first one rings too early for the second. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1_500_000_000, 1_999_999_999})
    void afterAnotherHasAllOfItsOwnTime(long nanosAfter) {
        start(LIMIT).close();
        timer.advance(Duration.ofNanos(nanosAfter));
        Flight second = start(LIMIT);

        timer.advance(LIMIT.minus(INSTANT));
        boolean wasOverBefore = second.isOver();
        timer.advance(INSTANT);

        assertThat(wasOverBefore).isFalse();
        assertThat(second.isOver()).isTrue();
        assertThat(cut).containsExactly("cut");
    }

    /** The timer set for the first one would ring too late for the second. */
    @Test
    void shorterThanTheOneBeforeIsCutOffAtItsOwnLimit() {
        start(Duration.ofSeconds(60)).close();
        Flight second = start(LIMIT);

        timer.advance(LIMIT);

        assertThat(second.isOver()).isTrue();
    }

    @Test
    void thatLandedIsLeftAlone() {
        Flight flight = start(LIMIT);
        flight.close();

        timer.advance(LIMIT.multipliedBy(3));

        assertThat(flight.isOver()).isFalse();
        assertThat(cut).isEmpty();
    }

    @Test
    void isCutOffByACancellationAtOnce() {
        Flight flight = start(LIMIT);

        cancellation.cancel();

        assertThat(flight.failure(Phase.WAITING).reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(cut).containsExactly("cut");
    }

    /** A thread of the timer that is woken for each request would cost more than the request's own work. */
    @Test
    void asksForATimerOnceInAThousandQuickRequests() {
        for (int i = 0; i < 1000; i++) {
            start(LIMIT).close();
            timer.advance(Duration.ofMillis(1));
        }

        assertThat(timer.asked()).isEqualTo(1);
    }

    @Test
    void leavesNoTimerBehindWhenItsSessionIsClosed() {
        start(LIMIT).close();

        alarm.close();

        assertThat(timer.waiting()).isZero();
    }

    private Flight start(Duration limit) {
        Flight flight = Flight.start(time, alarm, limit, cancellation);
        Cancellable request = () -> cut.add("cut");
        flight.carry(request);
        return flight;
    }

    /** Rings when the clock is moved on to it. */
    private static final class FakeTimer implements Timer {
        private final FakeTime time;
        private final List<Ring> rings = new ArrayList<>();
        private int asked;

        private FakeTimer(FakeTime time) {
            this.time = time;
        }

        private record Ring(long atNanos, Runnable action) {}

        @Override
        public Runnable after(long nanos, Runnable ring) {
            asked++;
            Ring set = new Ring(time.nanos() + nanos, ring);
            rings.add(set);
            return () -> rings.remove(set);
        }

        void advance(Duration by) {
            long end = time.nanos() + by.toNanos();
            for (Ring next = next(end); next.atNanos() <= end; next = next(end)) {
                time.advance(Duration.ofNanos(next.atNanos() - time.nanos()));
                rings.remove(next);
                next.action().run();
            }
            time.advance(Duration.ofNanos(end - time.nanos()));
        }

        private Ring next(long end) {
            return rings.stream()
                    .min((one, other) -> Long.compare(one.atNanos(), other.atNanos()))
                    .orElse(new Ring(end + 1, () -> {}));
        }

        int asked() {
            return asked;
        }

        int waiting() {
            return rings.size();
        }
    }
}
