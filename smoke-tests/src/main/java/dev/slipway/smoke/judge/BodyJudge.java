package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.suite.Predicate;

/** Judges a body as a whole: its text, its size, its hash. */
public final class BodyJudge {
    /** No body is larger: what is, is not read. */
    public static final int MOST_BYTES = 1 << 20;

    private BodyJudge() {}

    static Assertion judge(Predicate predicate, Answer answer, TextNode text, Moment moment) {
        return switch (predicate.name()) {
            case "empty" -> empty(predicate, answer, text);
            case "sha256" -> {
                String expected = predicate.operand().textValue();
                String actual = answer.body().sha256();
                yield of(predicate, expected.equals(actual), "sha256 " + expected, "sha256 " + actual);
            }
            case "maxBytes" -> {
                int most = predicate.operand().intValue();
                int actual = answer.body().length();
                yield of(predicate, actual <= most, "at most " + most + " bytes", actual + " bytes");
            }
            default -> Judge.from(predicate.at(), "body", Reason.BODY, Predicates.judge(predicate, text, moment));
        };
    }

    private static Assertion empty(Predicate predicate, Answer answer, TextNode text) {
        boolean wanted = predicate.operand().booleanValue();
        boolean isEmpty = answer.body().length() == 0;
        return of(predicate, isEmpty == wanted, wanted ? "empty" : "not empty", TypedText.of(text));
    }

    private static Assertion of(Predicate predicate, boolean holds, String expected, String actual) {
        return holds
                ? new Assertion.Held(predicate.at(), "body")
                : Judge.broken(predicate.at(), "body", Reason.BODY, "value-mismatch", expected, actual);
    }
}
