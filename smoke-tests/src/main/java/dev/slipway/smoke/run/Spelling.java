package dev.slipway.smoke.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every way a text may be written inside another. Letters and digits stand for themselves everywhere; any other character
 * may be escaped as in JSON, URLs, HTML or a shell's word, once or several times over.
 */
final class Spelling {
    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");
    private static final Map<Integer, String> SHORT_ESCAPES =
            Map.of((int) '\n', "n", (int) '\r', "r", (int) '\t', "t", (int) '\b', "b", (int) '\f', "f");

    /**
     * How many backslashes may stand before an escaped character: as many as JSON puts there when it is written four times
     * over. Without an end, a body of nothing but backslashes would keep us busy for hours.
     */
    private static final int MOST_BACKSLASHES = 15;

    private static final String BACKSLASHES = "\\\\{0," + MOST_BACKSLASHES + "}";
    private static final Pattern RUN = Pattern.compile("\\\\+|[^\\\\]+");

    private Spelling() {}

    /** A regular expression that finds {@code text} however it is written. */
    static String expression(String text) {
        return RUN.matcher(text)
                .results()
                .map(run -> run.group().startsWith("\\")
                        ? backslashes(run.group().length())
                        : run.group().codePoints().mapToObj(Spelling::character).collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    /** So many in a row, taken together: where each could be one of several, a match would be sought among all sharings-out. */
    private static String backslashes(int count) {
        return "(?:\\\\{" + count + "," + count * (MOST_BACKSLASHES + 1) + "}|(?:" + String.join("|", encoded('\\'))
                + "){" + count + "})";
    }

    private static String character(int point) {
        boolean isPlain = point < 0x80 && Character.isLetterOrDigit(point);
        return isPlain ? Character.toString(point) : "(?:" + String.join("|", ways(point)) + ")";
    }

    private static List<String> ways(int point) {
        String raw = Character.toString(point);
        List<String> ways = new ArrayList<>();
        ways.add(BACKSLASHES + Pattern.quote(raw));
        if (point == '\'') {
            ways.addFirst("'\\\\{1," + (MOST_BACKSLASHES + 1) + "}''");
        }
        if (point == ' ') {
            ways.add("\\+");
            ways.add(percent("+"));
        }
        if (SHORT_ESCAPES.containsKey(point)) {
            ways.add(BACKSLASHES + "\\\\" + SHORT_ESCAPES.get(point));
        }
        ways.addAll(encoded(point));
        return ways;
    }

    /** As a number, or by name. */
    private static List<String> encoded(int point) {
        String raw = Character.toString(point);
        List<String> ways = new ArrayList<>(List.of(units(raw), percent(raw)));
        ways.add("&(?:amp;)*#0*" + point + ";");
        ways.add("&(?:amp;)*#[xX]0*" + anyCase(Integer.toHexString(point)) + ";");
        if (ENTITIES.containsKey(point)) {
            ways.add("&(?:amp;)*" + ENTITIES.get(point) + ";");
        }
        return ways;
    }

    /** As the escapes of JSON that name a code unit. */
    private static String units(String raw) {
        StringBuilder expression = new StringBuilder();
        raw.chars()
                .forEach(unit -> expression
                        .append(BACKSLASHES)
                        .append("\\\\u")
                        .append(anyCase(String.format(Locale.ROOT, "%04x", unit))));
        return expression.toString();
    }

    /** As URLs' {@code %C3%A9}, perhaps encoded again. */
    private static String percent(String raw) {
        StringBuilder expression = new StringBuilder();
        for (byte one : raw.getBytes(StandardCharsets.UTF_8)) {
            expression.append("%(?:25)*").append(anyCase(String.format(Locale.ROOT, "%02x", one & 0xff)));
        }
        return expression.toString();
    }

    private static String anyCase(String hex) {
        StringBuilder expression = new StringBuilder();
        hex.chars().forEach(digit -> {
            if (Character.isLetter(digit)) {
                expression
                        .append('[')
                        .append((char) digit)
                        .append((char) Character.toUpperCase(digit))
                        .append(']');
            } else {
                expression.append((char) digit);
            }
        });
        return expression.toString();
    }
}
