package dev.slipway.smoke.judge;

import java.util.Locale;

/** Why something did not pass: a closed list, also used as a label in logs and metrics. */
public enum Reason {
    DNS(Outcome.ERROR),
    CONNECT_REFUSED(Outcome.FAILED),
    CONNECT_TIMEOUT(Outcome.ERROR),
    TLS_EXPIRED(Outcome.FAILED),
    TLS_HOSTNAME(Outcome.FAILED),
    TLS_UNTRUSTED(Outcome.FAILED),
    TLS_OTHER(Outcome.FAILED),
    RESET(Outcome.FAILED),
    TIMEOUT(Outcome.FAILED),
    PROTOCOL(Outcome.FAILED),
    BODY_TOO_LARGE(Outcome.FAILED),
    DEADLINE(Outcome.ERROR),
    CAPTURE_MISSING(Outcome.ERROR),
    INTERRUPTED(Outcome.ERROR),
    STATUS(Outcome.FAILED),
    HEADER(Outcome.FAILED),
    JSON_INVALID(Outcome.FAILED),
    JSON_MISSING(Outcome.FAILED),
    JSON_UNEXPECTED(Outcome.FAILED),
    JSON_MISMATCH(Outcome.FAILED),
    SCHEMA(Outcome.FAILED),
    BODY(Outcome.FAILED),
    DURATION(Outcome.FAILED),
    TLS_POLICY(Outcome.FAILED),
    DRIFT(Outcome.FAILED),
    DIFFERS(Outcome.FAILED);

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    /** What a step ends as for this reason: failed, or error. */
    public Outcome outcome() {
        return outcome;
    }

    /** As reports write it: {@code connect-refused}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
