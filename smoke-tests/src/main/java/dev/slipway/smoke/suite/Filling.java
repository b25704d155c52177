package dev.slipway.smoke.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Fills in lists of which hardly any element holds a variable. */
final class Filling {
    private Filling() {}

    /** The elements as {@code fill} gives them; {@code list} itself if none of them is {@code open}. */
    static <T> List<T> each(List<T> list, Predicate<T> open, UnaryOperator<T> fill) {
        if (!any(list, open)) {
            return list;
        }
        List<T> filled = new ArrayList<>(list.size());
        list.forEach(element -> filled.add(fill.apply(element)));
        return filled;
    }

    static <T> boolean any(List<T> list, Predicate<T> open) {
        for (T element : list) {
            if (open.test(element)) {
                return true;
            }
        }
        return false;
    }
}
