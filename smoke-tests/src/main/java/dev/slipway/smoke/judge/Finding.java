package dev.slipway.smoke.judge;

import java.util.List;
import java.util.OptionalInt;

/** What a predicate says of a value. */
public sealed interface Finding {
    /** It holds. */
    record Holds() implements Finding {}

    /** It does not hold. */
    record Fails(String expected, String actual, OptionalInt caret, List<String> notes) implements Finding {
        public Fails {
            notes = List.copyOf(notes);
        }
    }

    /** The value is of a kind the predicate says nothing about; neither it nor its negation holds. */
    record Unfit(String expected, String actual) implements Finding {}

    /** Holds or fails, with nothing to add. */
    static Finding of(boolean holds, String expected, String actual) {
        return holds ? new Holds() : new Fails(expected, actual, OptionalInt.empty(), List.of());
    }
}
