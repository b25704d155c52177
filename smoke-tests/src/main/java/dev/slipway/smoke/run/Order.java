package dev.slipway.smoke.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** The order of suites and tests: that of the files, or one drawn by a seed, the same for the same seed. For one thread. */
final class Order {
    private final boolean isDrawn;
    private long state;

    private Order(boolean isDrawn, long state) {
        this.isDrawn = isDrawn;
        this.state = state;
    }

    static Order of(OptionalLong seed) {
        return new Order(seed.isPresent(), seed.orElse(0));
    }

    <T> List<T> of(List<T> all) {
        List<T> drawn = new ArrayList<>(all);
        for (int i = drawn.size() - 1; isDrawn && i > 0; i--) {
            Collections.swap(drawn, i, (int) Long.remainderUnsigned(next(), i + 1L));
        }
        return List.copyOf(drawn);
    }

    /** SplitMix64, which no library's next version can change: a seed in a report has to replay. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
