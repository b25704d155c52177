package dev.slipway.testkit.planted.run;

/** Lets anyone make up a case. */
final class OpenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OpenException(String message) {
        super(message);
    }
}
