package dev.slipway.deployer.release;

import java.time.Instant;

/**
 * The next look of the one wake-up chain.
 *
 * @param token what its message carries
 */
public record Wake(Instant at, String token) {}
