package dev.slipway.smoke.suite;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Places in a JSON document, with what lies below them: {@code items[*].etag}, {@code a."b c"[0]}.
 *
 * @param text as written
 */
public record PathPattern(String text) {
    private static final String KEY = "(?:[A-Za-z_][\\w-]*|\"[^\"\\\\]+\")";
    private static final String INDEX = "\\[(?:\\d{1,9}|\\*)]";
    private static final Pattern WRITTEN =
            Pattern.compile("(?:" + KEY + "|" + INDEX + ")(?:\\." + KEY + "|" + INDEX + ")*");

    /** The pattern, or empty if {@code text} is not one. */
    public static Optional<PathPattern> parse(String text) {
        return WRITTEN.matcher(text).matches() ? Optional.of(new PathPattern(text)) : Optional.empty();
    }

    /** Whether {@code path}, as differences name it, is one of the places or lies below one. */
    public boolean covers(String path) {
        String[] parts = text.replace("\"", "").split("\\*", -1);
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            expression.append(i == 0 ? "" : "\\d+").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(expression + "(?:[.\\[].*)?", Pattern.DOTALL)
                .matcher(path)
                .matches();
    }
}
