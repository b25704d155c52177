package dev.slipway.testkit.planted.cli;

/** The lawful user of a standard stream. */
public final class Prints {
    /** Greets. */
    public void print() {
        System.out.println("hello");
    }
}
