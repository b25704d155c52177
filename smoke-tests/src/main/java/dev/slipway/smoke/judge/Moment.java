package dev.slipway.smoke.judge;

import java.time.Instant;

/** Between when and when an answer was made, on our clock. */
public record Moment(Instant sentAt, Instant receivedAt) {}
