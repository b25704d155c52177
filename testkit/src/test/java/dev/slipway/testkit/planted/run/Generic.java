package dev.slipway.testkit.planted.run;

/** Throws what says nothing. */
final class Generic {
    void fail() {
        throw new RuntimeException("it failed");
    }
}
