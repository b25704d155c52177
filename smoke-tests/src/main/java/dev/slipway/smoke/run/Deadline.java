package dev.slipway.smoke.run;

import java.time.Duration;

/**
 * A moment after which nothing more is begun.
 *
 * @param what whose end it is, for texts: {@code the run's deadline}
 */
record Deadline(long endNanos, String what) {
    static Deadline in(Duration duration, Time time, String what) {
        return new Deadline(time.nanos() + duration.toNanos(), what);
    }

    Duration remaining(Time time) {
        return Duration.ofNanos(endNanos - time.nanos());
    }

    Deadline orEarlier(Deadline other) {
        return other.endNanos - endNanos < 0 ? other : this;
    }
}
