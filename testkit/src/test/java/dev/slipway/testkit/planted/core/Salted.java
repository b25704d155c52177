package dev.slipway.testkit.planted.core;

import java.util.Set;

/** Copies into an order that differs between two runs. */
record Salted(Set<String> names) {
    Salted {
        names = Set.copyOf(names);
    }
}
