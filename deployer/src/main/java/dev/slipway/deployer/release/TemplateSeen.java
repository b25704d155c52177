package dev.slipway.deployer.release;

import java.time.Duration;
import java.time.Instant;

/**
 * The template of the task definition as it was looked at last.
 *
 * @param hash   of its text; empty if the service has none
 * @param before the one before; empty text if there was none
 * @param since  when it became what it is
 */
public record TemplateSeen(String hash, String before, Instant since) {
    /** How long another worker may still have the configuration of before. */
    private static final Duration STALE = Duration.ofMinutes(5);

    /** One that was looked at for the first time. */
    public static TemplateSeen first(String hash, Instant now) {
        return new TemplateSeen(hash, "", now);
    }

    TemplateSeen then(String other, Instant now) {
        return new TemplateSeen(other, hash, now);
    }

    /** Whether a text with this hash is no news: it is the same, or what a worker that lags still has. */
    boolean isNoNews(String other, Instant now) {
        return hash.equals(other) || (before.equals(other) && now.isBefore(since.plus(STALE)));
    }
}
