package dev.slipway.deployer.simulation;

/** An invariant does not hold. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private Broken(String message) {
        super(message);
    }

    static Broken of(String invariant, String sentence, String found) {
        return new Broken(invariant + ": " + sentence + "\n  but " + found);
    }
}
