package dev.slipway.demo.load;

import java.time.Instant;

/**
 * A request that got no good answer.
 *
 * @param reason what the user saw: a status, or the failure of the connection
 */
public record Miss(Instant at, String reason) {}
