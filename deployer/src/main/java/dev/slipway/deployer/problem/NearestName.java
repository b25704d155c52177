package dev.slipway.deployer.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant by a misspelt name. */
public final class NearestName {

    private NearestName() {}

    /** The name nearest to {@code written}, the first in order if several are; empty if none is near. */
    public static Optional<String> of(String written, Collection<String> names) {
        int reach = Math.max(1, Math.min(3, written.length() / 2));
        return names.stream()
                .filter(name -> distance(written, name) <= reach)
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'promote'?"}, or else all names if they are few, or nothing. */
    public static String hint(String written, Collection<String> names) {
        return of(written, names).map(name -> "; did you mean '" + name + "'?").orElseGet(() -> allOf(names));
    }

    private static String allOf(Collection<String> names) {
        if (names.isEmpty() || names.size() > 12) {
            return "";
        }
        return "; there " + (names.size() == 1 ? "is " : "are ")
                + String.join(", ", names.stream().map(name -> "'" + name + "'").toList());
    }

    /** Levenshtein's distance without regard to case, in which two swapped neighbours count as one change. */
    private static int distance(String written, String name) {
        String one = written.toLowerCase(Locale.ROOT);
        String two = name.toLowerCase(Locale.ROOT);
        int[][] cost = new int[one.length() + 1][two.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= two.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(one, two, cost, i, j);
            }
        }
        return cost[one.length()][two.length()];
    }

    private static int step(String one, String two, int[][] cost, int i, int j) {
        int changed = cost[i - 1][j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == two.charAt(j - 2) && one.charAt(i - 2) == two.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
