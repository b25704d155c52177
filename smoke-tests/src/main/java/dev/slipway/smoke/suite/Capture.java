package dev.slipway.smoke.suite;

/**
 * A value taken from an answer, for the steps after.
 *
 * @param variable the name it gets
 * @param secret whether it is kept out of everything reported
 */
public record Capture(String variable, Source source, boolean secret, SourceSpan at) {
    /** Which part of the answer. */
    public sealed interface Source {
        /** The result of a JMESPath expression, with its JSON type. */
        record Json(String query) implements Source {}

        /** A header's first value. */
        record Header(String name) implements Source {}

        /** The status, as a number. */
        record Status() implements Source {}

        /** The whole body, as text. */
        record WholeBody() implements Source {}
    }
}
