package dev.slipway.sandbox.model;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that AWS answers in pieces. The token is where the next page begins.
 *
 * @param next null on the last page
 */
public record Pages<T>(List<T> items, @Nullable String next) {
    public Pages {
        items = List.copyOf(items);
    }

    /**
     * The page at {@code token}.
     *
     * @param token   null for the first page
     * @param atMost  items a page; more than zero
     * @param invalid the refusal of a token that was never given
     * @throws AwsRefusal what {@code invalid} says
     */
    public static <T> Pages<T> of(List<T> all, @Nullable String token, int atMost, Supplier<AwsRefusal> invalid) {
        int from = token == null ? 0 : position(token, all.size(), invalid);
        int to = Math.min(all.size(), from + atMost);
        return new Pages<>(all.subList(from, to), to < all.size() ? "slipway-" + to : null);
    }

    private static int position(String token, int size, Supplier<AwsRefusal> invalid) {
        if (!token.matches("slipway-\\d{1,9}")) {
            throw invalid.get();
        }
        return Math.min(size, Integer.parseInt(token.substring("slipway-".length())));
    }
}
