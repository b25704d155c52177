package dev.slipway.sandbox;

import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pace;

/**
 * How a sandbox is to be.
 *
 * @param port     of the endpoint; 0 for any free one
 * @param pace     how long AWS's minutes last
 * @param identity whose AWS it is
 */
public record Settings(int port, Pace pace, Identity identity) {
    /** Port 4566, real time, account 123456789012 in eu-west-1. */
    public static final Settings DEFAULT = new Settings(4566, Pace.REAL, new Identity("123456789012", "eu-west-1"));

    public Settings withPort(int other) {
        return new Settings(other, pace, identity);
    }

    public Settings withPace(Pace other) {
        return new Settings(port, other, identity);
    }
}
