package dev.slipway.testkit.planted.core;

/** Touches the machine. */
record Exits(int code) {
    String separator() {
        return System.lineSeparator();
    }
}
