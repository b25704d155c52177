package dev.slipway.testkit.planted.run;

/** Writes to a standard stream. */
final class Shouting {
    void shout() {
        System.out.println("!");
    }
}
