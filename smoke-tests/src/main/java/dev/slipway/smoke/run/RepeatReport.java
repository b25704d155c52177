package dev.slipway.smoke.run;

/**
 * How the iterations of a repeated test went.
 *
 * @param count iterations asked for
 * @param ran iterations made; fewer if the verdict was clear or the run ended before
 * @param failed those the target failed
 * @param errors those that could not be measured; they spend the budget too
 * @param maxFailures the budget: as many may fail or err
 * @param concurrency how many ran at a time
 * @param odds what such a budget lets through, in words
 */
public record RepeatReport(int count, int ran, int failed, int errors, int maxFailures, int concurrency, String odds) {
    /** Iterations that passed. */
    public int passed() {
        return ran - failed - errors;
    }

    /** Of the budget. */
    public int spent() {
        return failed + errors;
    }

    /** Whether more iterations did not pass than may. */
    public boolean isOverspent() {
        return spent() > maxFailures;
    }
}
