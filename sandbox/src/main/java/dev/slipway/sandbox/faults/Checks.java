package dev.slipway.sandbox.faults;

import java.time.Duration;

/** What every plan of faults has to be. */
final class Checks {

    private Checks() {}

    static void probability(String name, double value) {
        that(value >= 0 && value <= 1, name + ": '" + value + "' is not from 0 to 1");
    }

    static void notNegative(String name, Duration value) {
        that(!value.isNegative(), name + ": '" + value + "' is negative");
    }

    static void that(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
