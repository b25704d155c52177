package dev.slipway.deployer.release;

import java.time.Instant;
import java.util.Locale;

/** A push that started nothing, with the reason kept, so that {@code explain} can answer. */
public record SkippedPush(Push push, Reason reason, String detail, Instant at) {

    /** Why it started nothing. */
    public enum Reason {
        NOT_MATCHING,
        DUPLICATE,
        OLDER,
        BEFORE_FIRST_SIGHT,
        QUARANTINED,
        HELD,
        SUPERSEDED;

        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
