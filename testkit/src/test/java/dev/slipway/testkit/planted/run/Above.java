package dev.slipway.testkit.planted.run;

import dev.slipway.testkit.planted.cli.Prints;

/** Uses a package its row does not allow. */
interface Above {
    /** What it must not know. */
    Prints prints();
}
