package dev.slipway.testkit.planted.core;

/** Has a field that changes. */
final class Mutable {
    private int count;

    private Mutable() {}

    static int bump(Mutable mutable) {
        return ++mutable.count;
    }
}
