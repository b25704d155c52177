package dev.slipway.smoke.suite;

/** Who a request says it is from. */
public sealed interface Auth {
    /** {@code Authorization: Bearer}, RFC 6750. */
    record Bearer(Template token) implements Auth {}

    /** {@code Authorization: Basic}, RFC 7617, in UTF-8. */
    record Basic(Template user, Template password) implements Auth {}
}
