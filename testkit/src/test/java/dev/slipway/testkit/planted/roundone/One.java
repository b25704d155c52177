package dev.slipway.testkit.planted.roundone;

import dev.slipway.testkit.planted.roundtwo.Two;

/** Half of a cycle. */
public interface One {
    /** The other half. */
    Two two();
}
