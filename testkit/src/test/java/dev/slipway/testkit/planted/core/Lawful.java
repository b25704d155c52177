package dev.slipway.testkit.planted.core;

import java.util.List;

/** Breaks nothing. */
public record Lawful(List<String> names) {
    public Lawful {
        names = List.copyOf(names);
    }

    byte[] bytes() {
        return new byte[names.size()];
    }
}
