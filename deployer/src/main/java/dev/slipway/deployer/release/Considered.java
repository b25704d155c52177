package dev.slipway.deployer.release;

import java.time.Instant;

/**
 * A push that was judged, whatever became of it.
 *
 * @param at   the push's order: when the tag came to name the digest, as far as known
 * @param when it was judged
 */
public record Considered(String tag, String digest, Instant at, Instant when) {
    boolean isOf(Push push) {
        return tag.equals(push.tag()) && digest.equals(push.digest().value());
    }
}
