package dev.slipway.smoke.judge;

/** A header field of a request or an answer; names differ in case only without differing. */
public record Header(String name, String value) {
    /** Whether it is called {@code other}, in whatever case. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
