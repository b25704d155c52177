package dev.slipway.deployer.release;

import java.time.Duration;
import java.time.Instant;

/**
 * What a turn is about to do, written before it is done.
 *
 * @param token     of the turn that wrote it
 * @param actBefore after this instant its call is not sent any more
 */
public record Intent(Effect effect, String token, Instant actBefore) {
    /** How long the turn has for its call. */
    public static final Duration TIME_TO_ACT = Duration.ofSeconds(20);

    /** How much later the call may still have reached AWS, the workers' clocks differing by up to two seconds. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    /** From here on anyone may observe and decide again. */
    public Instant settledAt() {
        return actBefore.plus(GRACE);
    }

    /** Whether only the turn with this token may act now. */
    public boolean isFencedFrom(String otherToken, Instant now) {
        return !token.equals(otherToken) && now.isBefore(settledAt());
    }
}
