package dev.slipway.smoke.suite;

/**
 * Runs a test again and again, each time anew, and judges the sum.
 *
 * @param count iterations; 2 to 10 000
 * @param maxFailures as many may fail or err; less than {@code count}
 * @param concurrency how many run at a time; 1 to 64, at most {@code count}
 */
public record Repeat(int count, int maxFailures, int concurrency, SourceSpan at) {
    /** The most iterations. */
    public static final int MOST = 10_000;

    /** The most at a time. */
    public static final int MOST_AT_A_TIME = 64;
}
