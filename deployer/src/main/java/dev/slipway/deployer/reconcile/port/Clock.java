package dev.slipway.deployer.reconcile.port;

import java.time.Duration;
import java.time.Instant;

/** Time. */
public interface Clock {

    /** The wall clock. */
    Instant now();

    /** A clock that never jumps; only differences mean something. */
    Duration monotonic();
}
