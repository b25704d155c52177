package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Assertion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Cuts long texts for people. Only after secrets are out, so that no half of one is left at an end. */
final class Excerpt {
    private static final int MOST_OF_A_VALUE = 200;
    private static final int MOST_OF_A_BODY = 2048;
    private static final int MOST_OF_A_MESSAGE = 16 * 1024;
    private static final int CONTEXT = 60;

    private Excerpt() {}

    /** The start of a value. */
    static String ofValue(String text) {
        return start(text, MOST_OF_A_VALUE);
    }

    /** The start of a body, for those who want to see all of it. */
    static String ofMessage(String body) {
        return start(body, MOST_OF_A_MESSAGE);
    }

    private static String start(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + " characters)";
    }

    /** Expected and actual value, both from a little before the first difference on if that is far behind. */
    record Pair(String expected, String actual, OptionalInt caret) {
        static Pair of(String expected, String actual, OptionalInt caret) {
            int at = caret.orElse(0);
            if (at <= 2 * CONTEXT || actual.indexOf('"') < 0) {
                return new Pair(ofValue(expected), ofValue(actual), caret);
            }
            String head = actual.substring(0, actual.indexOf('"') + 1) + "…";
            int from = at - CONTEXT;
            return new Pair(
                    ofValue(head + expected.substring(Math.min(from, expected.length()))),
                    ofValue(head + actual.substring(from)),
                    OptionalInt.of(head.length() + CONTEXT));
        }
    }

    /** 2 KiB of a body: its start, or what surrounds the first wrong value if that stands farther behind. */
    static String ofBody(String body, List<Assertion> assertions) {
        if (body.length() <= MOST_OF_A_BODY) {
            return body;
        }
        int at = firstWrong(assertions).map(body::indexOf).orElse(-1);
        int from = at + MOST_OF_A_VALUE < MOST_OF_A_BODY ? 0 : Math.min(at - 512, body.length() - MOST_OF_A_BODY);
        String tail = from + MOST_OF_A_BODY < body.length() ? "…" : "";
        return (from > 0 ? "…" : "") + body.substring(from, from + MOST_OF_A_BODY) + tail;
    }

    /** Typed values read {@code string "x"}: what follows the type stands in the body like this. */
    private static Optional<String> firstWrong(List<Assertion> assertions) {
        return assertions.stream()
                .filter(Assertion.Broken.class::isInstance)
                .map(Assertion.Broken.class::cast)
                .map(broken -> broken.differences().isEmpty()
                        ? broken.actual()
                        : broken.differences().getFirst().actual().orElse(""))
                .filter(actual -> actual.indexOf(' ') > 0)
                .map(actual -> actual.substring(actual.indexOf(' ') + 1))
                .map(text -> text.substring(0, Math.min(CONTEXT, text.length())))
                .findFirst();
    }
}
