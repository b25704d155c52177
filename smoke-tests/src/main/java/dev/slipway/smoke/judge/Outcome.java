package dev.slipway.smoke.judge;

/** How a step, an attempt or a test ended. */
public enum Outcome {
    /** Everything expected held. */
    PASSED,
    /** The target demonstrably misbehaved. */
    FAILED,
    /** We could not ask or judge. */
    ERROR,
    /** It was not run, for a reason that is given. */
    SKIPPED;

    /** The worse of two: failed over error over passed over skipped. */
    public Outcome or(Outcome other) {
        return severity() >= other.severity() ? this : other;
    }

    private int severity() {
        return switch (this) {
            case FAILED -> 3;
            case ERROR -> 2;
            case PASSED -> 1;
            case SKIPPED -> 0;
        };
    }
}
