package dev.slipway.smoke.judge;

import java.util.List;
import java.util.OptionalInt;

/** What a predicate says of a value. */
public sealed interface Finding {
    /** It holds. */
    record Holds() implements Finding {}

    /** It does not hold. */
    record Fails(String expected, String actual, OptionalInt caret, List<Difference> differences, List<String> notes)
            implements Finding {
        public Fails {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    /** It does not hold because two clocks are too far apart. */
    record Drifts(String expected, String actual) implements Finding {}

    /** The value is of a kind the predicate says nothing about; neither it nor its negation holds. */
    record Unfit(String expected, String actual) implements Finding {}

    /** Holds or fails, with nothing to add. */
    static Finding of(boolean holds, String expected, String actual) {
        return holds ? new Holds() : new Fails(expected, actual, OptionalInt.empty(), List.of(), List.of());
    }
}
