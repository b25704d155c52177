package dev.slipway.testkit.planted.run;

/** Sleeps. */
final class Sleepy {
    void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
