package dev.slipway.smoke.judge;

import dev.slipway.smoke.suite.SourceSpan;
import java.util.List;
import java.util.OptionalInt;

/** What became of one expectation. */
public sealed interface Assertion {
    /** Where it was written. */
    SourceSpan at();

    /** What it is about: {@code status}, {@code header ETag}, {@code json items[0].id}, {@code body}, {@code duration}. */
    String subject();

    /** It held. */
    record Held(SourceSpan at, String subject) implements Assertion {}

    /**
     * It did not hold.
     *
     * @param what in a word or two: {@code value-mismatch}, {@code missing}
     * @param expected with its type
     * @param actual with its type
     * @param caret where in {@code actual} the first difference stands; empty if that says nothing
     * @param differences of two JSON documents, place by place; ten at most, may be empty
     * @param notes more lines: the first difference, the nearest name; may be empty
     */
    record Broken(
            SourceSpan at,
            String subject,
            Reason reason,
            String what,
            String expected,
            String actual,
            OptionalInt caret,
            List<Difference> differences,
            List<String> notes)
            implements Assertion {
        public Broken {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    /** It did not hold and need not: reported, never part of an outcome. */
    record Advisory(Broken broken) implements Assertion {
        @Override
        public SourceSpan at() {
            return broken.at();
        }

        @Override
        public String subject() {
            return broken.subject();
        }
    }
}
