package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JMESPath expression that only names keys and positions: {@code a."b-c"[0].d}. Of these an absent value can be told
 * from a null one, which JMESPath itself does not do.
 */
public final class PlainPath {
    private static final Pattern STEP = Pattern.compile(
            "(?<dot>\\.)?(?:(?<name>[A-Za-z_]\\w*)|\"(?<quoted>[^\"\\\\\\p{Cntrl}]+)\"|\\[(?<index>-?\\d{1,9})])");
    private final List<String> steps;

    private PlainPath(List<String> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The path, or empty if {@code expression} is more than one; {@code @} is the whole document. */
    public static Optional<PlainPath> parse(String expression) {
        if (expression.equals("@")) {
            return Optional.of(new PlainPath(List.of()));
        }
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(expression);
        int end = 0;
        while (end < expression.length()) {
            if (!matcher.find(end) || matcher.start() != end || !isJoined(matcher, end)) {
                return Optional.empty();
            }
            String key = matcher.group("name") != null ? matcher.group("name") : matcher.group("quoted");
            steps.add(key != null ? "." + key : "[" + matcher.group("index"));
            end = matcher.end();
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new PlainPath(steps));
    }

    private static boolean isJoined(Matcher matcher, int at) {
        boolean isIndex = matcher.group("index") != null;
        return matcher.group("dot") != null ? at > 0 && !isIndex : at == 0 || isIndex;
    }

    /** What stands there. */
    Found in(JsonNode document) {
        JsonNode here = document;
        for (String step : steps) {
            JsonNode next =
                    step.startsWith("[") ? element(here, Integer.parseInt(step.substring(1))) : field(here, step);
            if (next == null) {
                return new Found.Absent(nearest(here, step));
            }
            here = next;
        }
        return new Found.Present(here);
    }

    private static @Nullable JsonNode field(JsonNode here, String step) {
        return here.isObject() ? here.get(step.substring(1)) : null;
    }

    private static @Nullable JsonNode element(JsonNode here, int index) {
        return here.isArray() ? here.get(index < 0 ? here.size() + index : index) : null;
    }

    private static Optional<String> nearest(JsonNode parent, String step) {
        List<String> names = new ArrayList<>();
        parent.fieldNames().forEachRemaining(names::add);
        return step.startsWith(".") ? Nearest.to(step.substring(1), names) : Optional.empty();
    }
}
