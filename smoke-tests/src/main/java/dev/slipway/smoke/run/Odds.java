package dev.slipway.smoke.run;

import java.util.Locale;

/** What a budget of failures lets through. */
final class Odds {
    private Odds() {}

    /** How likely {@code count} requests pass with at most {@code maxFailures} failures, if each fails with {@code rate}. */
    static double ofPassing(int count, int maxFailures, double rate) {
        double sum = 0;
        double logChoose = 0;
        for (int failures = 0; failures <= maxFailures; failures++) {
            if (failures > 0) {
                logChoose += Math.log(count - failures + 1.0) - Math.log(failures);
            }
            sum += Math.exp(logChoose + failures * Math.log(rate) + (count - failures) * Math.log1p(-rate));
        }
        return Math.min(1, sum);
    }

    /** In words, and what it would take to be sure. */
    static String text(int count, int maxFailures) {
        return "at least " + (count - maxFailures) + " of " + count
                + " lets a build that fails 1 % of requests through "
                + percent(ofPassing(count, maxFailures, 0.01)) + " of the time, one that fails 5 % "
                + percent(ofPassing(count, maxFailures, 0.05))
                + "; to show 1 % or less with 95 % confidence takes 299 clean of 299";
    }

    private static String percent(double share) {
        double percent = share * 100;
        if (percent < 0.05) {
            return "less than 0.1 %";
        }
        return String.format(Locale.ROOT, percent < 9.95 ? "%.1f" : "%.0f", percent) + " %";
    }
}
