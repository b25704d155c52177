package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

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

    /** Holds or fails, with nothing to add. What was expected is put into words only if somebody will read them. */
    static Finding of(boolean holds, Supplier<String> expected, JsonNode actual) {
        return holds
                ? new Holds()
                : new Fails(expected.get(), TypedText.of(actual), OptionalInt.empty(), List.of(), List.of());
    }
}
