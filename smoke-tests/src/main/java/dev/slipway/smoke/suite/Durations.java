package dev.slipway.smoke.suite;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as suites write them: {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 5m}, {@code 1h}, {@code 21d}. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?(ms|s|m|h|d)");

    private Durations() {}

    /** The duration, or empty if {@code text} is not one with a unit. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = unitMillis(matcher.group(3));
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        long thousandths = Long.parseLong((fraction + "000").substring(0, 3));
        return Optional.of(
                Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit).plusNanos(thousandths * unit * 1000));
    }

    /** As people write it: {@code 250 ms}, {@code 1.5 s}, {@code 2 min}; {@code under 1 ms} for what is that short. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0 && duration.isPositive()) {
            return "under 1 ms";
        }
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            String seconds = millis / 1000 + "." + "%03d".formatted(millis % 1000);
            return seconds.replaceAll("\\.?0+$", "") + " s";
        }
        return millis / 60_000 + " min" + (millis % 60_000 >= 1000 ? " " + millis % 60_000 / 1000 + " s" : "");
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
