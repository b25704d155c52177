package dev.slipway.smoke.cli;

/** A command was called in a way it cannot be: nothing was done. */
final class UsageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UsageFault(String what) {
        super(what, null, false, false);
    }

    /** With what was found, what was allowed, and the nearest match. */
    static UsageFault of(String what) {
        return new UsageFault(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
