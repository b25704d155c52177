package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.SameAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds an answer against two of the baseline to the same question, asked before and after: where those two differ the
 * baseline differs from itself, and that is noise. Status, content type, and JSON by value; any other body byte by byte.
 */
public final class Comparison {
    private static final int MOST_DIFFERENCES = 10;
    private final JsonReader json;

    private Comparison(JsonReader json) {
        this.json = json;
    }

    /** A comparison; it keeps nothing. */
    public static Comparison create() {
        return new Comparison(JsonReader.create());
    }

    /**
     * What came of it.
     *
     * @param assertion held or broken; advisory unless the suite requires it
     * @param noise places left out because the baseline differs from itself there; in order
     */
    public record Compared(Assertion assertion, List<String> noise) {
        public Compared {
            noise = List.copyOf(noise);
        }
    }

    /** Compares {@code candidate} with what the baseline said {@code before} and {@code after}. */
    public Compared compare(SameAs sameAs, Answer candidate, Answer before, Answer after) {
        Set<String> noise = new TreeSet<>();
        differences(before, after).forEach(difference -> noise.add(difference.path()));
        List<Difference> real = differences(before, candidate).stream()
                .filter(difference -> noise.stream().noneMatch(one -> isOrHolds(one, difference.path())))
                .filter(difference -> sameAs.ignore().stream().noneMatch(one -> one.covers(difference.path())))
                .toList();
        return new Compared(assertion(sameAs, real), List.copyOf(noise));
    }

    private static boolean isOrHolds(String noise, String path) {
        return noise.equals("@")
                ? !path.equals("status") && !path.equals("Content-Type")
                : path.equals(noise) || path.startsWith(noise + ".") || path.startsWith(noise + "[");
    }

    private static Assertion assertion(SameAs sameAs, List<Difference> real) {
        if (real.isEmpty()) {
            return new Assertion.Held(sameAs.at(), "sameAs baseline");
        }
        Difference first = real.getFirst();
        Assertion.Broken broken = new Assertion.Broken(
                sameAs.at(),
                "sameAs baseline",
                Reason.DIFFERS,
                "differs",
                "the baseline's answer",
                real.size() + (real.size() == 1 ? " difference" : " differences") + ", first at " + first.path(),
                OptionalInt.empty(),
                real.stream().limit(MOST_DIFFERENCES).toList(),
                real.size() > MOST_DIFFERENCES
                        ? List.of("and " + (real.size() - MOST_DIFFERENCES) + " more")
                        : List.of());
        return sameAs.isRequired() ? broken : new Assertion.Advisory(broken);
    }

    private List<Difference> differences(Answer expected, Answer actual) {
        List<Difference> found = new ArrayList<>();
        plain("status", String.valueOf(expected.status()), String.valueOf(actual.status()), found);
        plain("Content-Type", contentType(expected), contentType(actual), found);
        Optional<JsonNode> one = json.of(expected);
        Optional<JsonNode> other = json.of(actual);
        if (one.isPresent() && other.isPresent()) {
            found.addAll(Same.allDifferences(one.get(), other.get()));
        } else if (!expected.body().equals(actual.body())) {
            found.add(new Difference("@", Optional.of(kind(one, expected)), Optional.of(kind(other, actual))));
        }
        return found;
    }

    private static void plain(String path, String expected, String actual, List<Difference> found) {
        if (!expected.equals(actual)) {
            found.add(new Difference(path, Optional.of(expected), Optional.of(actual)));
        }
    }

    private static String contentType(Answer answer) {
        return answer.value("Content-Type").orElse("none");
    }

    private static String kind(Optional<JsonNode> document, Answer answer) {
        return document.map(TypedText::of)
                .orElseGet(() -> answer.body().length() + " bytes, sha256 "
                        + answer.body().sha256());
    }
}
