package dev.slipway.deployer.release;

import java.time.Instant;

/** Why nothing leaves the queue by itself until {@code resume}. */
public record Hold(String reason, String by, Instant since) {
    static final int CHARS = 300;

    public Hold {
        reason = Sentence.atMost(CHARS, reason);
    }
}
