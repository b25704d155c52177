package dev.slipway.sandbox.model;

import java.util.ArrayList;
import java.util.List;

/** Where the parts put what they want done, in order, until whoever drives the world fetches it. */
public final class Outbox {
    private final List<Emitted> waiting = new ArrayList<>();

    public void add(Emitted emitted) {
        waiting.add(emitted);
    }

    List<Emitted> drain() {
        var drained = List.copyOf(waiting);
        waiting.clear();
        return drained;
    }
}
