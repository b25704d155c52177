package dev.slipway.smoke.run;

/** A value that must not be shown. Prints as {@code ***}. */
public record Secret(String value) {
    /** Anything shorter would mask half of every report. */
    public static final int LEAST_CHARACTERS = 6;

    @Override
    public String toString() {
        return "***";
    }
}
