package dev.slipway.testkit.planted.run;

import dev.slipway.testkit.planted.Named;

/** Uses the root package. */
interface Rooted {
    /** Whose name it is. */
    Named owner();
}
