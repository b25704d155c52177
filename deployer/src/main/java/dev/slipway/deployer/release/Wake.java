package dev.slipway.deployer.release;

import java.time.Instant;

/**
 * The next look of the one wake-up chain.
 *
 * @param token    what its message carries
 * @param failures how many looks in a row could not be made; 0 if the last one could
 */
public record Wake(Instant at, String token, int failures) {
    /** After a look that could be made. */
    public Wake(Instant at, String token) {
        this(at, token, 0);
    }
}
