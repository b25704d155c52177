package dev.slipway.smoke.suite;

import java.util.Locale;

/** A request method, by RFC 9110 §9.2. */
public enum Method {
    GET(true, true),
    HEAD(true, true),
    OPTIONS(true, true),
    PUT(false, true),
    DELETE(false, true),
    POST(false, false),
    PATCH(false, false);

    private final boolean safe;
    private final boolean idempotent;

    Method(boolean safe, boolean idempotent) {
        this.safe = safe;
        this.idempotent = idempotent;
    }

    /** Whether it asks for nothing to be changed. */
    public boolean isSafe() {
        return safe;
    }

    /** Whether sending it twice intends no more than sending it once. */
    public boolean isIdempotent() {
        return idempotent;
    }

    /** Whether a request of it may have a body here. */
    public boolean takesBody() {
        return this != GET && this != HEAD;
    }

    /** The key of a step that says it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
