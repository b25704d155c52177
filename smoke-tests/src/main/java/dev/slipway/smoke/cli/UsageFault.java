package dev.slipway.smoke.cli;

/** A command was called in a way it cannot be: nothing was done. */
final class UsageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isAboutWords;

    private UsageFault(String what, boolean isAboutWords) {
        super(what, null, false, false);
        this.isAboutWords = isAboutWords;
    }

    /** With what was found, what was allowed, and the nearest match. */
    static UsageFault of(String what) {
        return new UsageFault(what, true);
    }

    /** In a file that the words name: how they are used is not the question. */
    static UsageFault inFile(String what) {
        return new UsageFault(what, false);
    }

    /** Whether {@code --help} would help. */
    boolean isAboutWords() {
        return isAboutWords;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
