package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Compares our clock with the {@code Date} of AWS's answers, which tells whole seconds (RFC 9110, 6.6.1). Leases and the time to
 * act are agreed on between workers whose clocks are at most {@link #ALLOWED} apart.
 */
public final class AwsTime implements ExecutionInterceptor {
    static final Duration ALLOWED = Duration.ofSeconds(2);

    private static final ExecutionAttribute<Duration> SENT = new ExecutionAttribute<>("SlipwaySent");

    private final Clock clock;
    private volatile Duration off = Duration.ZERO;

    AwsTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT, clock.monotonic());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Duration took = clock.monotonic().minus(attributes.getAttribute(SENT));
        context.httpResponse()
                .firstMatchingHeader("Date")
                .flatMap(AwsTime::read)
                .ifPresent(date -> off = off(clock.now(), took, date));
    }

    /** What is wrong with our clock, a clause for people, by the newest answer; empty if it may be right. */
    public Optional<String> fault() {
        return fault(off);
    }

    static Optional<String> fault(Duration off) {
        if (off.abs().compareTo(ALLOWED) <= 0) {
            return Optional.empty();
        }
        return Optional.of("the clock: it is at least " + off.abs().toSeconds() + " s "
                + (off.isNegative() ? "behind" : "ahead of") + " AWS's, and more than " + ALLOWED.toSeconds()
                + " s may let two workers act at once; synchronise it, for instance by NTP");
    }

    /**
     * By how much ours is ahead at least, or, below zero, behind; zero if it may be right.
     *
     * @param took from sending to the answer, within which {@code date} was true
     */
    static Duration off(Instant received, Duration took, Instant date) {
        Duration ahead = Duration.between(date.plusSeconds(1), received.minus(took));
        Duration behind = Duration.between(received, date);
        if (ahead.isPositive()) {
            return ahead;
        }
        return behind.isPositive() ? behind.negated() : Duration.ZERO;
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
