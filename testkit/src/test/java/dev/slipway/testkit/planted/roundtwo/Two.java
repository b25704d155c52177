package dev.slipway.testkit.planted.roundtwo;

import dev.slipway.testkit.planted.roundone.One;

/** Half of a cycle. */
public interface Two {
    /** The other half. */
    One one();
}
