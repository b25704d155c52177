package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Predicate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * {@code nearNow: 2s}: an instant no farther from our clock than that, the round trip allowed for. A text with an offset,
 * an HTTP date, or a number since the epoch: milliseconds from 100 000 000 000 on, else seconds.
 */
record NearNowRule() implements PredicateRule {
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE / 2);

    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isTextual() && Durations.parse(operand.textValue()).isPresent()
                ? Optional.empty()
                : Optional.of("takes a duration with a unit, such as 2s, but got " + TypedText.of(operand));
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        Duration allowed = Durations.parse(predicate.operand().textValue()).orElseThrow();
        String expected = "within " + Durations.text(allowed) + " of now, " + moment.sentAt();
        Optional<Instant> instant = instant(actual);
        if (instant.isEmpty()) {
            return new Finding.Unfit(expected + " (an instant with an offset)", TypedText.of(actual));
        }
        Duration early = Duration.between(instant.get(), moment.sentAt().minus(allowed));
        Duration late = Duration.between(moment.receivedAt().plus(allowed), instant.get());
        if (early.isPositive() || late.isPositive()) {
            String off = early.isPositive()
                    ? Durations.text(early.plus(allowed)) + " behind"
                    : Durations.text(late.plus(allowed)) + " ahead";
            return new Finding.Drifts(expected, TypedText.of(actual) + ", " + off);
        }
        return new Finding.Holds();
    }

    private static Optional<Instant> instant(JsonNode value) {
        if (value.isNumber()) {
            return fromNumber(value.decimalValue());
        }
        if (!value.isTextual()) {
            return Optional.empty();
        }
        return parsed(value.textValue(), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .or(() -> parsed(value.textValue(), DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static Optional<Instant> fromNumber(BigDecimal number) {
        BigDecimal millis = number.abs().compareTo(FIRST_MILLIS) >= 0 ? number : number.movePointRight(3);
        return millis.abs().compareTo(LAST_MILLIS) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(
                        millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
    }

    private static Optional<Instant> parsed(String text, DateTimeFormatter format) {
        try {
            return Optional.of(OffsetDateTime.parse(text, format).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
