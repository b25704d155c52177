package dev.slipway.testkit.planted.run;

import dev.slipway.testkit.planted.net.Wrapper;

/** Constructs an adapter, and only its name says that it may. */
final class Wiring {
    Object wrapper() {
        return new Wrapper();
    }
}
