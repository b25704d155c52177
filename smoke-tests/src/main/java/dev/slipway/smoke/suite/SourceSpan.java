package dev.slipway.smoke.suite;

/**
 * Where something was written.
 *
 * @param file the name the suite was loaded under
 * @param line from 1
 * @param column from 1
 */
public record SourceSpan(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
