package dev.slipway.sandbox.model;

import java.time.Duration;

/**
 * How long AWS's durations last here. Scales durations only; timestamps are always those of the clock that drives.
 *
 * @param minute what one of ECS's minutes lasts; more than zero
 */
public record Pace(Duration minute) {
    public static final Pace REAL = new Pace(Duration.ofMinutes(1));

    public Pace {
        if (minute.isZero() || minute.isNegative()) {
            throw new IllegalArgumentException("a minute must last longer than zero, not " + minute);
        }
    }

    /** How long {@code real} lasts at this pace. */
    public Duration of(Duration real) {
        return minute.equals(Duration.ofMinutes(1)) ? real : Duration.ofNanos(scaled(real));
    }

    private long scaled(Duration real) {
        return Math.round(real.toMillis() / 60_000.0 * minute.toNanos());
    }
}
