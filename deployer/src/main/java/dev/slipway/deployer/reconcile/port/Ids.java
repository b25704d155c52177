package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.ReleaseId;
import java.time.Instant;

/** Randomness. */
public interface Ids {

    /** A new ULID of this instant. */
    ReleaseId release(Instant now);

    /** A new token, 16 random characters or more. */
    String token();
}
