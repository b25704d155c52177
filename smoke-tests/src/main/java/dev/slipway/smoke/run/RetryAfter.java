package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an answer asks us to wait, by RFC 9110 §10.2.3: seconds, or a date. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(Optional<Answer> answer) {
        return answer.flatMap(came ->
                came.value("Retry-After").flatMap(text -> seconds(text).or(() -> date(text, came))));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Duration> date(String text, Answer came) {
        try {
            return Optional.of(Duration.between(
                    came.receivedAt(),
                    OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
