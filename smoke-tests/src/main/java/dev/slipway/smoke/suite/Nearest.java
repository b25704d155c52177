package dev.slipway.smoke.suite;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name someone probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The known name nearest to {@code written}, if it is near: a third of its letters wrong at most, or the
     * same beginning; upper case aside. */
    public static Optional<String> to(String written, Collection<String> known) {
        int limit = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name) <= limit || isPartOf(written, name))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(name -> name));
    }

    /** {@code "; did you mean 'x'?"}, or nothing. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    private static boolean isPartOf(String written, String name) {
        String small = written.toLowerCase(Locale.ROOT);
        String other = name.toLowerCase(Locale.ROOT);
        boolean isInside =
                (small.length() >= 4 && other.contains(small)) || (other.length() >= 4 && small.contains(other));
        return isInside || (small.length() >= 4 && other.startsWith(small.substring(0, 4)));
    }

    /** Damerau-Levenshtein (optimal string alignment), upper case aside. */
    static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
