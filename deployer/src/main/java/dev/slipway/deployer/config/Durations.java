package dev.slipway.deployer.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations with their unit, as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 14d}. */
public final class Durations {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /** Empty if it is none. */
    public static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(amount(match.group(1)))
                .plusHours(amount(match.group(2)))
                .plusMinutes(amount(match.group(3)))
                .plusSeconds(amount(match.group(4)))
                .plusMillis(amount(match.group(5))));
    }

    private static long amount(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
