package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.AwsRefusal;
import java.time.Duration;

/** What may come between a call and its answer. */
public interface Interference {

    /** What becomes of this call. Asked once for each. */
    Disturbance of(String service, String action);

    /**
     * What becomes of one call.
     *
     * @param refusal the answer, unless the kind is NONE or SLOW
     * @param delay   before the answer
     */
    record Disturbance(Kind kind, AwsRefusal refusal, Duration delay) {
        /** The call is answered as always. */
        public static final Disturbance NONE = new Disturbance(Kind.NONE, AwsRefusal.server("", ""), Duration.ZERO);

        /** What happens. */
        public enum Kind {
            NONE,
            /** Answered as always, but late. */
            SLOW,
            /** Has no effect. */
            REFUSED,
            /** Has its effect, and the client is not told. */
            UNANSWERED
        }
    }
}
